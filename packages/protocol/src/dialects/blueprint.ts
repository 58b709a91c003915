import { dialect, type Said, type Saying } from './dialect.ts'
import { describeIssue } from './joi-issues.ts'
import { refusalNumbers } from './refusal-numbers.ts'
import type { RefusalCode } from '@tutti/core'

const dayMs = 86_400_000

const errors: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** What the document calls the parts of a request. */
const sources = { params: 'params', query: 'query', body: 'payload' } as const

/** Numbers with which the fields that are wrong are told. */
const validated: ReadonlySet<string | number> = new Set([10_003, 10_005])

const saying = (code: RefusalCode, status: number, message?: Saying['message']): Saying => ({
  status,
  code: refusalNumbers[code] ?? 10_000,
  ...(message !== undefined && { message }),
})

/** The Blueprint API: camelCase at the root, plain bodies, errors as Boom and joi 9 write them. */
export const blueprint = dialect({
  name: 'blueprint',
  title: 'Tutti Blueprint API',
  description:
    'Accounts, over the same users, sessions and limits as the Piano API. Send `User-Agent` and `Application-Id` with ' +
    'every request, and `Authorization: JWT <token>` where a token is asked for.',
  prefixes: [''],
  ignoresTrailingSlash: true,
  fieldNames: 'camelCase',
  renamed: { avatarUrl: 'avatar', avatarSmallUrl: 'avatarSmall' },
  without: ['userId', 'refreshToken'],
  version: { header: 'Api-Version', available: ['1.0.0'], fallsBack: true, spell: 'full' },
  refusesUnknownFields: true,
  asksForConsumer: true,
  tokenTerms: { lifetimeMs: 30 * dayMs, subject: 'publicId' },
  usersByIdAlone: true,
  generalLimit: 'wide',
  challenge: {
    absent: 'JWT realm="tutti", Bearer realm="tutti"',
    invalid: 'JWT realm="tutti", Bearer realm="tutti", error="invalid_token"',
  },
  places: {
    logIn: {
      place: 'POST /auth/login',
      names: { username: ['login', 'username', 'email'] },
      bare: 'refreshSession',
    },
    refreshSession: { place: 'POST /auth/refresh-token', summary: 'Exchange a valid token for a new one.' },
    register: { place: 'POST /auth/register', status: 201, names: { fullName: ['fullName', 'full_name'] } },
    getProfile: 'GET /users/me',
    updateProfile: 'PATCH /users/me',
    changePassword: {
      place: 'PUT /users/me/password',
      names: {
        currentPassword: ['old_password', 'current_password', 'oldPassword', 'currentPassword'],
        newPassword: ['new_password', 'newPassword', 'password'],
      },
    },
    uploadAvatar: {
      place: 'POST /users/me/avatar',
      names: { avatar: ['media'], media: ['avatar'], mediaData: ['media_data', 'mediaData'] },
    },
    deleteAvatar: { place: 'DELETE /users/me/avatar', status: 204 },
    listPeople: 'GET /users',
    getUser: { place: 'GET /users/{id}', access: 'user', names: { userId: ['id'] } },
  },
  paging: { page: 'page', perPage: 'per_page', perPageToo: ['limit'], usual: 30 },
  answersAreEnglish: false,
  wrap: (data) => data,
  wrapPage: (items) => items,
  refuse,
  refusals: {
    invalid_input: saying('invalid_input', 400, {
      params: 'Invalid path parameters',
      query: 'Invalid query parameters',
      body: 'Invalid request payload',
    }),
    invalid_date: saying('invalid_date', 400, 'Date is not in ISO 8601 standard'),
    malformed_body: saying('malformed_body', 400),
    body_too_large: saying('body_too_large', 400),
    unsupported_media_type: saying('unsupported_media_type', 415, 'Invalid Content-Type'),
    not_acceptable: saying('not_acceptable', 406),
    invalid_user_agent: saying('invalid_user_agent', 400, 'Invalid User-Agent'),
    invalid_application_id: saying('invalid_application_id', 400, 'Invalid or missing Application-Id'),
    version_unavailable: saying('version_unavailable', 400),
    route_not_found: saying('route_not_found', 404),
    method_not_allowed: saying('method_not_allowed', 405),
    not_authenticated: saying(
      'not_authenticated',
      401,
      'Bad authentication data - Method requires authentication but it was not presented or was wholly invalid.',
    ),
    wrong_credentials: saying('wrong_credentials', 401),
    invalid_token: saying('invalid_token', 401, 'Invalid or expired token'),
    not_allowed: saying('not_allowed', 403, 'Account not allowed to access this endpoint'),
    suspended: saying('suspended', 403, 'Your account is suspended and is not permitted to access this feature'),
    address_banned: saying('address_banned', 403),
    registration_closed: saying('registration_closed', 403),
    email_unconfirmed: saying('email_unconfirmed', 403),
    invite_required: saying('invite_required', 400),
    username_taken: saying('username_taken', 400, 'User already exists'),
    email_taken: saying('email_taken', 400, 'User already exists'),
    weak_password: saying('weak_password', 400, "Password doesn't match password guidelines"),
    user_not_found: saying('user_not_found', 400, 'Referenced resource not found'),
    file_too_large: saying('file_too_large', 400, 'File is too large'),
    unsupported_file_type: saying('unsupported_file_type', 400, 'Unsupported file type'),
    rate_limited: saying('rate_limited', 429),
    maintenance: saying('maintenance', 503),
    overloaded: saying('overloaded', 503),
    unavailable: saying('unavailable', 503),
    internal: saying('internal', 500),
  },
})

function refuse({ status, code, message, issues, isEnglish }: Said) {
  const place = issues[0]?.place
  const details = issues.filter((issue) => issue.place === place).map((issue) => describeIssue(issue, isEnglish))
  const validation = place && {
    details,
    source: sources[place],
    keys: details.map(({ path }) => path),
  }
  return {
    statusCode: status,
    error: errors[status] ?? '',
    message,
    data: { code, ...(validation && validated.has(code) && { validation }) },
  }
}
