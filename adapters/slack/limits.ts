/** What Slack takes, each number beside the page that states it. */
export const LIMITS = {
  /** Blocks of a message. https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  /** Blocks of a modal or a Home tab. https://docs.slack.dev/reference/block-kit/blocks */
  viewBlocks: 100,
  /** Characters of a message's `text` that are best kept to. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
  messageText: 4000,
  /**
   * Characters of all blocks of a message together: not on the reference pages; from about 13,000 on Slack answers
   * `msg_blocks_too_long`. https://github.com/slackapi/bolt-js/issues/2509
   */
  messageTotal: 12_000,
  /** Characters of a text object. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
  contextActionsElements: 5,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
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
  /** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  suggestedPrompts: 4,
} as const;

/** Lengths of our own choice, in characters. */
export const LENGTHS = {
  /** Of an answer in a message, about a screen and a half; what is longer goes on in a modal. */
  answer: 3000,
  /** Of one page of that modal. */
  page: 9000,
  lead: 600,
  question: 300,
  /** Of a name, a title or a description in the context line. */
  detail: 200,
  /** Of a suggested prompt's title. */
  prompt: 60,
} as const;

/** Follow-ups shown as buttons; a longer thread is read at its source. */
export const MAX_FOLLOW_UPS = 10;
