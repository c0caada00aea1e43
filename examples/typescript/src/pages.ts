interface Paged {
  page: { nextCursor?: string }
}

/** The first page and those that follow it, for as long as somebody takes them. */
export async function* pages<List extends Paged>(
  first: List,
  next: (cursor: string) => Promise<List>,
): AsyncGenerator<List> {
  let list = first
  yield list
  while (list.page.nextCursor !== undefined) {
    list = await next(list.page.nextCursor)
    yield list
  }
}
