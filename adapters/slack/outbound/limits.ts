/** What Slack takes, each number beside the page that states it. */
export const LIMITS = {
  /** Blocks of a message. https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  /** Blocks of a modal or a Home tab. https://docs.slack.dev/reference/block-kit/blocks */
  viewBlocks: 100,
  /**
   * Of a message's `text`: Slack advises 4,000 characters when posting, and refuses more when updating (`msg_too_long`). We count
   * bytes of UTF-8, which is a third as much Chinese: workspaces have seen updates refused by bytes, which the page leaves open,
   * and a notification shows only a line of it. https://docs.slack.dev/reference/methods/chat.postMessage#truncating,
   * https://docs.slack.dev/reference/methods/chat.update
   */
  messageTextBytes: 4000,
  /** Characters of a text object. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** Of a button, and of each half of the feedback buttons. https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2000,
  /** https://docs.slack.dev/reference/block-kit/block-elements */
  actionId: 255,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  /** Steps of a list's indent. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
  listIndent: 8,
  /** https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  /** Characters of an input's text. https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2000,
  inputHint: 2000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  suggestedPrompts: 4,
} as const;

/**
 * Lengths of our own choice, in characters. With the numbers below they bound the blocks of a message together to some 8,000: no
 * page of Slack's names that limit, but it answers `msg_blocks_too_long` above 12,000 to 13,000, and once from 11,300 on. It counts
 * characters rather than bytes. https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
 */
export const LENGTHS = {
  /** Of an answer in a message, about a screen and a half; what is longer goes on in a modal. */
  answer: 3000,
  /** Of one page of that modal. */
  page: 9000,
  lead: 600,
  question: 300,
  /** Of a name, a title or a description in the context line. */
  detail: 200,
  /** Of an address in the context line, which holds three of them beside each other. */
  address: 600,
  /** Of a suggested prompt's title. */
  prompt: 60,
  /** Of an answer that waits for review, on the Home tab. */
  reviewed: 400,
} as const;

/** "Did you mean" choices shown as buttons. */
export const MAX_ALTERNATIVES = 10;

/** Follow-ups shown as buttons; a longer thread is read at its source. */
export const MAX_FOLLOW_UPS = 10;
