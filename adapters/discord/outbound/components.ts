/** The small components of which a message is made. Pure. */

import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
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

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** No component for an empty text, which Discord refuses. */
export function display(content: string): readonly APITextDisplayComponent[] {
  return content.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

export function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
}

export function button(
  customId: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponent {
  return { type: ComponentType.Button, style, custom_id: customId, label: buttonLabel(label) };
}

/** A button that opens an address; none where the address is no link or is too long for a button. */
export function linkButton(label: string, url: string | undefined): readonly APIButtonComponent[] {
  const address = url === undefined ? undefined : linkable(url);
  if (address === undefined || address.length > LIMITS.buttonUrl) return [];
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, url: address, label: buttonLabel(label) }];
}

export function rows(buttons: readonly APIButtonComponent[]): readonly Row[] {
  const { rowButtons } = LIMITS;
  return Array.from({ length: Math.ceil(buttons.length / rowButtons) }, (_, index) =>
    row(buttons.slice(index * rowButtons, (index + 1) * rowButtons)),
  );
}

function row(components: Row['components']): Row {
  return { type: ComponentType.ActionRow, components };
}

/** A menu with one item for each choice; the item's value is the choice's token. */
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
  const shown = labelOf(placeholder, LIMITS.selectPlaceholder);
  return [row([{ type: ComponentType.StringSelect, custom_id: customId, placeholder: shown, options }])];
}

const buttonLabel = (text: string): string => labelOf(text, LIMITS.buttonLabel);

/** A label in plain text. Discord refuses an empty one. */
export function labelOf(text: string, length: number): string {
  const line = shorten(quietLine(text), length);
  return /[^\s\p{Cf}]/u.test(line) ? line : '…';
}
