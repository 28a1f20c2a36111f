/** Which addresses become links, and what may stand in for them. */

/** Characters. Less than a page of an answer, so that one link never takes a message over its limit; a longer one is shown as text. */
const MAX_URL = 2000;

/**
 * The address as it was written when it may be a link: absolute, http or https, no password in front of the host
 * (`https://bank.example@other.example/` reads as another host than it has), nothing that would end a mrkdwn link.
 */
export function linkable(url: string): string | undefined {
  if (url.length > MAX_URL || /[\s<>|\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(url)) return undefined;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { username, password } = new URL(url);
  return username === '' && password === '' ? url : undefined;
}

/** Anything in a label that reads as a host. */
const HOSTS = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu;

/** Whether the label names a host that the address does not lead to. */
export function isMisleading(label: string, url: string): boolean {
  const target = new URL(url).hostname.toLowerCase();
  return [...label.normalize('NFKC').matchAll(HOSTS)].some(([named]) => {
    const host = named.toLowerCase();
    return host !== target && !target.endsWith(`.${host}`);
  });
}
