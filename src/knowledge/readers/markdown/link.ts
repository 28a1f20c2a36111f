/** Links as they were meant, and as Markdown. */

import type { Link } from '../../../contract.js';
import { isWebAddress } from '../../address.js';

/** A link that shows a whole address is meant to lead there, whatever was pasted behind it. */
export function shownLink(title: string, url: string): Link {
  const whole = isWebAddress(title) && !/[\s…]|\.{3}|[^\x21-\x7e]/.test(title);
  return { title, url: whole && !sameAddress(title, url) ? title : url };
}

/** A bare address runs on into Chinese text, as no space ends it: it is cut where its own characters end. */
export function cutAddress(title: string, url: string): readonly [address: string, rest: string] {
  if (!/^(?:https?:\/\/|www\.)/i.test(title) || !/[^\x21-\x7e]/.test(title)) return [url, ''];
  const bare = /^[\x21-\x7e]+/.exec(title)?.[0] ?? title;
  const rest = title.slice(bare.length);
  if (encodeURI(decode(url)) !== encodeURI(decode(title)) && !decode(url).endsWith(title)) return [url, ''];
  const end = decode(url).length - rest.length;
  return [decode(url).slice(0, end), rest];
}

function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** `<url>` where the text is the address itself, else `[text](url)`. */
export function linkMarkdown(title: string, url: string): string {
  if (sameAddress(title, url)) return isWebAddress(url) && !/[\s<>]/.test(url) ? `<${url}>` : title;
  return `[${title.replace(/[[\]]/g, '\\$&')}](${linkTarget(url)})`;
}

/** An address as it stands between the round brackets of a link. */
export function linkTarget(url: string): string {
  return /[\s()<>]/.test(url) ? `<${url.replace(/[<>\n]/g, encodeURIComponent)}>` : url;
}

/** Whether a link's text is its own address, give or take a closing slash or the `mailto:` in front. */
export function sameAddress(title: string, url: string): boolean {
  const shown = addressOnly(title);
  return shown === addressOnly(url) || `http://${shown}` === addressOnly(url);
}

function addressOnly(address: string): string {
  return decode(address.trim())
    .replace(/^mailto:/, '')
    .replace(/[/*]+$/, '');
}
