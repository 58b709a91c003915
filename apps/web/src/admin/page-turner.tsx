import { Button } from '../ui/button.tsx'
import styles from './admin.module.css'
import type { Pages } from './use-pages.ts'

/** Nothing while everything is on one page. */
export function PageTurner({ pages }: { readonly pages: Pages<unknown> }) {
  const { page, lastPage, turn, isLoading } = pages
  if (lastPage < 2) return null
  return (
    <nav className={styles['turner']} aria-label="Pages">
      <Button look="outlined" disabled={page <= 1 || isLoading} onClick={() => turn(page - 1)}>
        Newer
      </Button>
      <span>
        {page} of {lastPage}
      </span>
      <Button look="outlined" disabled={page >= lastPage || isLoading} onClick={() => turn(page + 1)}>
        Further
      </Button>
    </nav>
  )
}
