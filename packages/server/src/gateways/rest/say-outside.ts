import { Refusal, type RefusalDetails } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import { beginExchange } from './exchange.ts'
import { speak } from './languages/speak.ts'
import type { RestNeeds } from './needs.ts'
import { answerRefusal, createResponder } from './respond.ts'

type Outside = 'route_not_found' | 'method_not_allowed' | 'internal'

/** Says no to requests that belong to no dialect, in the words of the one at the root. */
export function createOutsider(dialect: Dialect, needs: RestNeeds): SayOutside {
  const respond = createResponder(dialect, needs.publicUrl)
  return async (request, code, about) => {
    const exchange = beginExchange(needs, dialect, { request, peer: undefined })
    const spoken = speak(request.headers.get('accept-language'))
    return respond(exchange, answerRefusal(dialect, { refusal: new Refusal(code, about), spoken, locate: undefined }))
  }
}

export type SayOutside = (request: Request, code: Outside, about?: RefusalDetails) => Promise<Response>
