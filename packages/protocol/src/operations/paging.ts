import { z } from 'zod'

export const defaultPerPage = 20
export const mostPerPage = 100

/** The two query parameters of every collection. More than the most per page is clamped, as GitHub does. */
export const paging = {
  page: z.coerce.number().int().min(1).default(1).describe('From 1. What is added meanwhile moves the rest along.'),
  perPage: z.coerce
    .number()
    .int()
    .min(1)
    .default(defaultPerPage)
    .transform((perPage) => Math.min(perPage, mostPerPage))
    .describe(`Items on a page, at most ${mostPerPage}.`),
}
