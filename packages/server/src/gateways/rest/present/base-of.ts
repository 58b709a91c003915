import type { Source } from '../handle.ts'
import type { RestNeeds } from '../needs.ts'

/** Where this server is for whoever asks: addresses of pictures in an answer lead back there. */
export function baseOf({
  needs,
  source,
}: {
  readonly needs: Pick<RestNeeds, 'publicUrl'>
  readonly source: Source
}): string {
  return needs.publicUrl ?? source.url.origin
}
