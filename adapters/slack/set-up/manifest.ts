/** The app's manifest, for socket mode or for HTTP. https://docs.slack.dev/reference/app-manifest */

import { readFileSync } from 'node:fs';
// Only the type: on Node 20 an import of JSON prints a warning.
import type Manifest from './manifest.json';

const manifest: typeof Manifest = JSON.parse(
  readFileSync(new URL('./manifest.json', import.meta.url), 'utf8'),
);

/** For reading the members of a user group; only needed where one is named as a maintainer. */
const GROUP_SCOPE = 'usergroups:read';

/** For reacting to thanks; without it the bot says nothing to them. */
export const REACTION_SCOPE = 'reactions:write';

/** For the ticks of maintainers; without it only their replies are gathered. */
export const TICK_SCOPE = 'reactions:read';

/**
 * The scopes that the bot needs.
 * @param withGroups whether a maintainer is named by a user group
 */
export function botScopes(withGroups: boolean): readonly string[] {
  const { bot } = manifest.oauth_config.scopes;
  return withGroups ? [...bot, GROUP_SCOPE] : bot;
}

/** The path that Bolt's receiver listens on. */
const EVENTS_PATH = '/slack/events';
const REDIRECT_PATH = '/slack/oauth_redirect';

/**
 * @param url where Slack reaches the bot, `https://host` with or without a path; absent means socket mode
 * @param withGroups whether a maintainer is named by a user group
 * @throws {RangeError} when `url` is no https address
 */
export function manifestFor(url: string | undefined, withGroups = false): object {
  const oauth = { scopes: { bot: botScopes(withGroups) } };
  if (url === undefined) return { ...manifest, oauth_config: oauth };
  if (!URL.canParse(url) || !url.startsWith('https://')) {
    throw new RangeError('--url takes an https address, as Slack sends to no other');
  }
  const base = url.replace(/\/+$/, '').replace(new RegExp(`${EVENTS_PATH}$`), '');
  const events = base + EVENTS_PATH;
  return {
    ...manifest,
    features: {
      ...manifest.features,
      slash_commands: manifest.features.slash_commands.map((command) => ({ ...command, url: events })),
    },
    oauth_config: { ...oauth, redirect_urls: [base + REDIRECT_PATH] },
    settings: {
      ...manifest.settings,
      event_subscriptions: { request_url: events, ...manifest.settings.event_subscriptions },
      interactivity: { ...manifest.settings.interactivity, request_url: events },
      socket_mode_enabled: false,
    },
  };
}
