/**
 * Remembers what was made of a value that does not change, as long as what it was made of besides stays the same. The
 * view is frozen: it is shared by all who are shown it, and written down once (`createWriter`).
 */
export function sharedView<Source extends object, Beside extends readonly unknown[], View extends object>(
  make: (source: Source, ...beside: Beside) => View,
): (source: Source, ...beside: Beside) => View {
  const made = new WeakMap<Source, { readonly beside: Beside; readonly view: View }>()
  return (source, ...beside) => {
    const known = made.get(source)
    if (known?.beside.every((value, index) => value === beside[index])) return known.view
    const view = Object.freeze(make(source, ...beside))
    made.set(source, { beside, view })
    return view
  }
}
