import { z } from 'zod'

const mostPerPage = 100

/** How many items are asked for. More than the most is clamped, as GitHub does. */
export function pageSize(usual: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .default(usual)
    .transform((size) => Math.min(size, mostPerPage))
}

/** The two query parameters of every collection. */
export const paging = {
  page: z.coerce.number().int().min(1).default(1).describe('From 1. What is added meanwhile moves the rest along.'),
  perPage: pageSize(20).describe(`Items on a page, at most ${mostPerPage}.`),
}
