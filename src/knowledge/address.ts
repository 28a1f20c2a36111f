/** Addresses as they are printed in posts: what counts as one, and what is wrong with it. */

/** Whether a text is an absolute `http:` or `https:` address. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/**
 * Whether a text was meant as an address and is none: a misspelt scheme (`ttps://`, `hhttps://`, `htp://`), one slash
 * (`https:/x`), or words in front of the scheme.
 */
export function isMalformedAddress(text: string): boolean {
  if (isWebAddress(text) || text === '') return false;
  if (/^(?:mailto|tel|ftp|dingtalk|file|data):/i.test(text) || /^[#/.]/.test(text)) return false;
  return /https?:|^\w{2,7}:\/\//i.test(text);
}

/** One form for addresses that lead to the same page: no scheme, `www.`, doubled or closing slashes, or `.git`. */
export function addressKey(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]*:\/+/, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** The repository of a GitHub or Gitee address, as `host/owner/name` in lower case; absent for other pages. */
export function repositoryOf(text: string): string | undefined {
  const match = /^((?:github|gitee|gitlab)\.com\/[^/]+\/[^/]+)(?:\/.*)?$/.exec(addressKey(text));
  return match?.[1]?.replace(/\.git$/, '');
}

/** Whether an address is that of an owner of repositories, a member or an organisation, and of none of them. */
export function isOwner(text: string): boolean {
  return /^(?:github|gitee|gitlab)\.com\/[^/]+$/.test(addressKey(text));
}
