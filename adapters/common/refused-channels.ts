/**
 * A channel in which the platform has refused a post is left alone for a while: nothing is posted there, so that neither log nor
 * platform is troubled by each message. For an `LRUCache` whose keys are channels. Ten minutes: an admin who has mended it wants to
 * see it work soon.
 */
export const REFUSED_CHANNELS = { max: 1000, ttl: 10 * 60 * 1000 } as const;
