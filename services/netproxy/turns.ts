/** Runs `act` over `items`, at most `width` at a time; fails with the first failure, after those under way have ended. */
export async function inTurns<Item>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += width) {
    const results = await Promise.allSettled(items.slice(start, start + width).map(act));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}
