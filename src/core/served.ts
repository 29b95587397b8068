/** Whether the server is for that owner: `served` are the logins it names (none: whoever has installed the app). */
export const isServed = (served: readonly string[], owner: string): boolean =>
  served.length === 0 || served.some((one) => one.toLowerCase() === owner.toLowerCase());
