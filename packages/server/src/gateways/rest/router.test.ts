import { expect, test } from 'vitest'
import { Router } from './router.ts'

const router = new Router([
  { method: 'GET', path: '/users/{user_id}', target: 'one' },
  { method: 'PUT', path: '/users/profile', target: 'change' },
  { method: 'DELETE', path: '/users/friends/{user_id}', target: 'part' },
])

test('[P-037] a fixed word wins over a parameter', () => {
  expect(router.find('PUT', '/users/profile').target).toBe('change')
  expect(router.find('GET', '/users/clara')).toMatchObject({ target: 'one', params: { user_id: 'clara' } })
})

test('[P-037] what a fixed word does not allow is not given to a parameter', () => {
  const refused = expect.objectContaining({ code: 'method_not_allowed', about: { allow: ['PUT', 'OPTIONS'] } })
  expect(() => router.find('GET', '/users/profile')).toThrow(refused)
})

test('an address without parameters is looked up, and not tried', () => {
  expect(router.find('PUT', '/users/profile')).toBe(router.find('PUT', '/users/profile'))
})

test('an unknown address is refused', () => {
  for (const path of ['/users', '/users/', '/users/friends/a/b', '/x']) {
    expect(() => router.find('GET', path)).toThrow(expect.objectContaining({ code: 'route_not_found' }))
  }
})
