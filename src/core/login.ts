/**
 * Whether GitHub could have given out this login: letters, digits and hyphens, 39 characters at most.
 * Managed users carry an underscore (`ana_acme`); some old logins end in a hyphen or have two in a row.
 */
export const isLogin = (text: string): boolean =>
  /^[a-z\d](?:[a-z\d_-]{0,37}[a-z\d-])?$/i.test(text);

/**
 * The login in what a person typed, with or without `@`, or null. GitHub does not tell upper from lower
 * case in logins; inside they are all written small.
 */
export const loginIn = (text: string): string | null => {
  const bare = text.trim().replace(/^@/, '');
  return isLogin(bare) ? bare.toLowerCase() : null;
};
