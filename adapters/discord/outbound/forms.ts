/** Forms: the core's form as Discord's, and the fields that come back. Pure. */

import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Form, FormField, Press } from '../../../src/contract.js';
import { clean, joinLines } from '../../common/text.js';
import { labelOf } from './components.js';
import { LIMITS } from './limits.js';
import { customId, IDS } from './render-reply.js';

/** @param isReview whether the form was opened from the review, which goes on when it is submitted */
export function renderForm(form: Form, isReview: boolean): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId([IDS.form, form.token], isReview),
    title: labelOf(form.title, LIMITS.modalTitle),
    components: form.fields.slice(0, LIMITS.modalFields).map((field) => ({
      type: ComponentType.Label,
      label: labelOf(field.label, LIMITS.modalLabel),
      component: textInput(field),
    })),
  };
}

function textInput({ name, value, lines, required, maxLength }: FormField) {
  const length = Math.min(Math.max(maxLength, 1), LIMITS.textInput);
  // A value is carried back as it is: a sign of omission would become part of it.
  const filled = clean(value)
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '');
  return {
    type: ComponentType.TextInput as const,
    custom_id: name,
    style: lines === 'many' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: length,
    ...(filled === '' ? {} : { value: lines === 'many' ? filled : joinLines(filled) }),
  };
}

/** Every field by its name; a field that was left empty is an empty text. */
export function fieldsOf({ fields }: ModalSubmitInteraction): NonNullable<Press['fields']> {
  return Object.fromEntries(
    [...fields.fields.values()].flatMap((field) =>
      field.type === ComponentType.TextInput ? [[field.customId, field.value ?? '']] : [],
    ),
  );
}
