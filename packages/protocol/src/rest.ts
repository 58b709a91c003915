export * from './operations/operation.ts'
export { operations, type OperationId, type Operations } from './operations/index.ts'
export * from './operations/people-views.ts'
export { RoomView, SessionView, UserView } from './operations/views.ts'
