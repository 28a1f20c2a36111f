/** What passes to a chat model. */

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** What a model's answer looks like, for servers that hold it to that. */
export interface ReplyForm {
  /** Letters alone. */
  readonly name: string;
  /** A JSON Schema in the subset of structured outputs: every property is required, and none may be added. */
  readonly schema: Readonly<Record<string, unknown>>;
}
