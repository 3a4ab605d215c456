/** Addresses of the API for a question of a session. */
export function itemAddress(itemId: string, path = ''): string {
  return `/api/v1/council/items/${itemId}${path && `/${path}`}`;
}
