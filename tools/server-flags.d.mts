/** Node's flags for every process of the portal. */
export const SERVER_FLAGS: string[];
