import {
  firstPage,
  searchWords,
  type Account,
  type AccountField,
  type Comparison,
  type FilterValue,
  type Listing,
} from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aGuest, anAccount, aRoom } from './samples.ts'
import { anEntry, aReport } from './moderation-store-contract.ts'

const everywhere = ['username', 'name', 'surname', 'email'] as const

const is = (field: AccountField, ...values: readonly FilterValue[]) => ({ field, comparison: 'is' as const, values })
const than = (comparison: Comparison, value: FilterValue) => ({
  field: 'createdAt' as const,
  comparison,
  values: [value],
})
const searching = (text: string, fields: readonly AccountField[] = everywhere) => ({
  search: { words: searchWords(text), fields },
})

type People = readonly [clara: Account, emile: Account, robert: Account]

/** Clara Wieck, Émile without a surname, Robert Schumann, in the order of their creation. */
async function addPeople({ users, profiles }: MemoryStores): Promise<People> {
  const people = [
    anAccount({ username: 'clara', email: 'cw@leipzig.example', createdAtMs: 1000.25, roles: ['member', 'admin'] }),
    anAccount({ username: 'emile_92', email: 'emile@paris.example', createdAtMs: 2000.75 }),
    anAccount({ username: 'robert', email: 'rs@zwickau.example', createdAtMs: 3000, roles: ['member', 'pro'] }),
  ] as const
  for (const account of people) await users.addAccount(account, 'hash')
  await profiles.update(people[0].id, { name: 'Clara', surname: 'Wieck' }, 4000.5)
  await profiles.update(people[1].id, { name: 'Émile' }, 5000)
  await profiles.update(people[2].id, { name: 'Robert', surname: 'Schumann' }, 6000)
  await users.addGuest(aGuest({ username: 'clara too' }))
  return people
}

async function names({ profiles }: MemoryStores, asked: Partial<Listing<AccountField>>): Promise<readonly string[]> {
  const { items, total } = await profiles.list({ ...firstPage(10), ...asked })
  expect(total).toBe(items.length)
  return items.map(({ username }) => username)
}

/** What every store does with a listing; accounts stand for all that is listed. */
export function listingContract(name: string, open: OpenStores): void {
  describe(`filters in ${name}`, () => {
    test('[B-018] every field of an account filters', async () => {
      await using stores = await open()
      const [clara] = await addPeople(stores)
      const filters = [
        is('userId', clara.id),
        is('id', clara.publicId),
        is('username', 'clara'),
        is('email', 'cw@leipzig.example'),
        is('name', 'Clara'),
        is('surname', 'Wieck'),
        is('roles', 'admin'),
        is('createdAt', 1000),
        is('updatedAt', 4000),
      ]
      for (const filter of filters) expect(await names(stores, { filters: [filter] })).toEqual(['clara'])
      for (const filter of [
        is('userTag', clara.color),
        is('isMember', true),
        is('isPro', true),
        is('lastSeen', 1000),
      ]) {
        expect(await names(stores, { filters: [filter] })).toContain('clara')
      }
      expect(await names(stores, { filters: [is('isMember', false)] })).toEqual([])
      expect(await names(stores, { filters: [is('isPro', false)] })).toEqual(['emile_92'])
    })

    test('[B-018] several values of a field are alternatives, null is no value', async () => {
      await using stores = await open()
      await addPeople(stores)

      expect(await names(stores, { filters: [is('username', 'clara', 'robert', 'nobody')] })).toEqual([
        'robert',
        'clara',
      ])
      expect(await names(stores, { filters: [is('surname', null)] })).toEqual(['emile_92'])
      expect(await names(stores, { filters: [is('surname', null, 'Wieck')] })).toEqual(['emile_92', 'clara'])
      expect(await names(stores, { filters: [is('userId')] })).toEqual([])
    })

    test('[B-042] a time counts as the millisecond that it is shown as', async () => {
      await using stores = await open()
      await addPeople(stores)
      const at = (comparison: Comparison, value: number) => names(stores, { filters: [than(comparison, value)] })

      expect(await at('gte', 2000)).toEqual(['robert', 'emile_92'])
      expect(await at('gt', 2000)).toEqual(['robert'])
      expect(await at('lte', 2000)).toEqual(['emile_92', 'clara'])
      expect(await at('lt', 2000)).toEqual(['clara'])
      expect(await names(stores, { filters: [than('gt', 1000), than('lt', 3000)] })).toEqual(['emile_92'])
    })

    test('[B-019] filters, search, order and page go together', async () => {
      await using stores = await open()
      await addPeople(stores)
      const sort = [{ field: 'name', descending: false }] as const
      const listing = { ...searching('example'), filters: [is('username', 'clara', 'robert')], sort }

      expect(await names(stores, listing)).toEqual(['clara', 'robert'])
      const { items, total } = await stores.profiles.list({ ...listing, page: 2, perPage: 1 })
      expect([items.map(({ username }) => username), total]).toEqual([['robert'], 2])
    })
  })

  describe(`orders in ${name}`, () => {
    test('[B-020] by several fields, each upwards or downwards, the newest first in what is equal', async () => {
      await using stores = await open()
      const made = [
        ['a', 'Zoe'],
        ['b', 'ada'],
        ['c', 'Zoe'],
        ['d', 'Ada'],
      ] as const
      for (const [index, [username, first]] of made.entries()) {
        const account = anAccount({ username, createdAtMs: index })
        await stores.users.addAccount(account, 'hash')
        await stores.profiles.update(account.id, { name: first }, 9)
      }
      const sorted = async (...sort: Listing<AccountField>['sort']) => (await names(stores, { sort })).join('')

      expect(await sorted()).toBe('dcba')
      expect(await sorted({ field: 'name', descending: false })).toBe('dbca')
      expect(await sorted({ field: 'name', descending: true })).toBe('cadb')
      expect(await sorted({ field: 'name', descending: false }, { field: 'createdAt', descending: false })).toBe('bdac')
      expect(await sorted({ field: 'updatedAt', descending: false })).toBe('dcba')
    })

    test('[B-021] the newest first, also within one millisecond; turned round, the oldest', async () => {
      await using stores = await open()
      for (const username of ['a', 'b', 'c']) await stores.users.addAccount(anAccount({ username }), 'hash')

      expect(await names(stores, {})).toEqual(['c', 'b', 'a'])
      expect(await names(stores, { sort: [{ field: 'createdAt', descending: false }] })).toEqual(['a', 'b', 'c'])
      expect(await names(stores, { sort: [{ field: 'createdAt', descending: true }] })).toEqual(['c', 'b', 'a'])
    })

    test('[B-025] a page past the end is empty and knows the total', async () => {
      await using stores = await open()
      await addPeople(stores)

      for (const page of [2, 1_000_000_000, Number.MAX_SAFE_INTEGER]) {
        expect(await stores.profiles.list({ ...firstPage(10), page })).toEqual({ items: [], total: 3 })
      }
    })
  })

  describe(`searches in ${name}`, () => {
    test.each([
      ['a whole word', 'clara', ['clara']],
      ['another case', 'SCHUMANN', ['robert']],
      ['without accents', 'emile', ['emile_92']],
      ['with accents that are not there', 'rôbert', ['robert']],
      ['the beginning of a word', 'schu', ['robert']],
      ['one letter', 'w', ['clara']],
      ['a part of a user name', '92', ['emile_92']],
      ['words in any order, of any field', 'schumann rob', ['robert']],
      ['an address', 'cw@leipzig.example', ['clara']],
      ['words that are not all there', 'clara schumann', []],
      ['the middle of a word', 'lara', []],
    ] as const)('[B-026] %s', async (_, text, found) => {
      await using stores = await open()
      await addPeople(stores)
      expect(await names(stores, searching(text))).toEqual(found)
    })

    test.each(['%', '_', '"', "'", '*', ':*', '""', '( )', '\\', '\u0000', '-', '😀', '\u0301'])(
      '[B-026] [S-63] %j alone finds nothing',
      async (text) => {
        await using stores = await open()
        await addPeople(stores)
        expect(await names(stores, searching(text))).toEqual([])
      },
    )

    test.each(['clara OR robert', 'NOT emile', 'NEAR(clara wieck)', 'username : clara', '{name} : clara', '^clara +x'])(
      '[B-026] [S-62] %s has no operators in it',
      async (text) => {
        await using stores = await open()
        await addPeople(stores)
        expect(await names(stores, searching(text))).toEqual([])
      },
    )

    test('[B-026] what is not to be searched is not found', async () => {
      await using stores = await open()
      await addPeople(stores)
      expect(await names(stores, searching('leipzig', ['username', 'name', 'surname']))).toEqual([])
      expect(await names(stores, searching('leipzig', ['email']))).toEqual(['clara'])
      expect(await names(stores, searching('hash'))).toEqual([])
    })

    test('[B-026] a search knows of changes at once', async () => {
      await using stores = await open()
      const [clara] = await addPeople(stores)

      await stores.profiles.update(clara.id, { surname: 'Schumann', username: 'c_s' }, 7000)

      expect(await names(stores, searching('wieck'))).toEqual([])
      expect(await names(stores, searching('clara schumann'))).toEqual(['c_s'])
    })

    test('[B-026] rooms are searched by name, private ones never', async () => {
      await using stores = await open()
      const [open1, hidden] = [aRoom({ name: 'Late Études' }), aRoom({ name: 'Hidden études', type: 'private' })]
      for (const room of [open1, hidden, aRoom({ name: 'Bach' })]) await stores.rooms.add(room)
      const find = async (text: string) => {
        const search = { words: searchWords(text), fields: ['roomName'] } as const
        return (await stores.rooms.listPublic({ ...firstPage(10), search })).items.map(({ name: found }) => found)
      }

      expect(await find('etud')).toEqual(['Late Études'])
      await stores.rooms.replace({ ...hidden, type: 'public', updatedAtMs: 2000 }, hidden)
      expect(await find('etud')).toEqual(['Hidden études', 'Late Études'])
      await stores.rooms.remove(open1.id)
      expect(await find('late')).toEqual([])
    })

    test('[B-026] reports and the audit log are searched', async () => {
      await using stores = await open()
      const report = await stores.reports.add(aReport({ comment: 'Plays nothing but scales' }))
      await stores.audit.record(anEntry('logged_in', { actorName: 'Clara' }))
      await stores.audit.record(anEntry('user_suspended', { targetName: 'robert' }))
      const words = (text: string) => ({ words: searchWords(text) })

      const reports = { ...words('scales'), fields: ['comment', 'reporter', 'subject'] } as const
      expect((await stores.reports.list({ ...firstPage(10), search: reports })).items).toEqual([report])
      const entries = { ...words('clar'), fields: ['actorName', 'targetName'] } as const
      const { items } = await stores.audit.list({ ...firstPage(10), search: entries })
      expect(items.map(({ action }) => action)).toEqual(['logged_in'])
    })
  })
}
