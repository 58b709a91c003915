import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** What the framework below does when there is nothing to do: `hello`, on the port that is named. */
const app = new Hono()
app.get('/', (c) => c.text('hello'))
serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' })
