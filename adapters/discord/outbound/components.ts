/** The components of a message, small. */

import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Choice } from '../../../src/contract.js';
import { LENGTHS, LIMITS } from './limits.js';
import { linkable } from '../../common/links.js';
import { quietLine, shorten } from '../../common/text.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** No component for no text: Discord refuses empty ones. */
export function display(content: string): readonly APITextDisplayComponent[] {
  return content.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

export function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
}

export function button(
  customId: string,
  label: string,
  style:
    | ButtonStyle.Primary
    | ButtonStyle.Secondary
    | ButtonStyle.Success
    | ButtonStyle.Danger = ButtonStyle.Secondary,
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style,
    custom_id: customId,
    label: labelOf(label, LIMITS.buttonLabel),
  };
}

/** A button that opens an address; none where a button cannot hold it. */
export function linkButton(label: string, url: string | undefined): readonly APIButtonComponent[] {
  const address = url === undefined ? undefined : linkable(url);
  if (address === undefined || address.length > LIMITS.buttonUrl) return [];
  return [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Link,
      url: address,
      label: labelOf(label, LIMITS.buttonLabel),
    },
  ];
}

export function rows(buttons: readonly APIButtonComponent[]): readonly Row[] {
  const found: Row[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.rowButtons) {
    found.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(start, start + LIMITS.rowButtons),
    });
  }
  return found;
}

/** A menu with one item a choice; the item's value is the choice's token. */
export function menu(
  customId: string,
  placeholder: string,
  choices: readonly Choice[],
  unnamed: string,
): readonly Row[] {
  const tokens = new Set<string>();
  const options = choices
    .filter(({ token }) => token.length <= LIMITS.optionValue && !tokens.has(token) && tokens.add(token))
    .slice(0, LIMITS.selectOptions)
    .map(({ label, token }) => ({
      label: quietLine(label) === '' ? unnamed : labelOf(label, LENGTHS.option),
      value: token,
    }));
  if (options.length === 0) return [];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId,
          placeholder: labelOf(placeholder, LIMITS.selectPlaceholder),
          options,
        },
      ],
    },
  ];
}

/** Labels are plain text; an empty one would be refused. */
export function labelOf(text: string, length: number): string {
  const line = shorten(quietLine(text), length);
  return /[^\s\p{Cf}]/u.test(line) ? line : '…';
}
