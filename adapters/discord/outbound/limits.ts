/** What Discord takes, each number beside the page that states it. */
export const LIMITS = {
  /** Characters of all text displays of a message together. https://github.com/discord/discord-api-docs/pull/8562 */
  messageText: 4000,
  /**
   * UTF-8 bytes of a message's components: not on the reference pages; above 10,170, which Chinese reaches at 3,390
   * characters, Discord answers 500. Measured there on text displays; some room is left for what else counts.
   * https://github.com/discord/discord-api-docs/issues/8554
   */
  messageBytes: 9000,
  /** https://docs.discord.com/developers/components/reference#action-row */
  rowButtons: 5,
  /** https://docs.discord.com/developers/components/reference#button-button-structure */
  buttonLabel: 80,
  buttonUrl: 512,
  /** https://docs.discord.com/developers/components/reference#string-select */
  selectOptions: 25,
  selectPlaceholder: 150,
  optionValue: 100,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  /** https://docs.discord.com/developers/components/reference#label-label-structure */
  modalLabel: 45,
  /** Components of a form. Same page as its title. */
  modalFields: 5,
  /** https://docs.discord.com/developers/components/reference#text-input */
  textInput: 4000,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
  autocompleteChoices: 25,
  /** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
  choiceName: 100,
  choiceValue: 100,
  /** Milliseconds until an interaction must be acknowledged. https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
  acknowledgeMilliseconds: 3000,
  /** Milliseconds for which an interaction can be answered. Same page. */
  answerMilliseconds: 15 * 60 * 1000,
  /** https://docs.discord.com/developers/resources/message#create-message */
  nonce: 25,
  /** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
  threadName: 100,
  /** https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread */
  appliedTags: 5,
} as const;

/** Lengths of our own choice, in characters of the text that is sent. */
export const LENGTHS = {
  /** Of an answer in a message, about a screen and a half; the rest is read on, page by page. */
  answer: 2600,
  /** Of one further page: three bytes a character stay below the limit of bytes. */
  page: 2900,
  lead: 400,
  question: 250,
  /** Of a name, a title or a description under the answer. */
  detail: 120,
  /** Of the choices written out above a menu. */
  choice: 90,
  /** Of an item of a menu; the core's own labels are as long. */
  option: 75,
} as const;

/** Choices written out above a menu. */
export const MAX_LISTED = 5;
/** Items of a menu; a longer thread is read at its source. */
export const MAX_ITEMS = 10;
/** Bytes that stay free for the answer, however much stands around it. */
export const LEAST_BODY_BYTES = 900;
/** Bytes of the adapter's own buttons, at the most. */
export const BUTTON_BYTES = 1000;
/** Bytes of a button without its label: its id holds a token, its kind and a prefix. */
export const BUTTON_FRAME_BYTES = 100;
