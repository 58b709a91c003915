import type { MemoryStores } from '../memory/memory-stores.ts'

/** Empty stores for one test. */
export type OpenStores = () => Promise<MemoryStores & AsyncDisposable>
