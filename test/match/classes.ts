import type { ClassTexts } from '../../src/match/classifier/classifier.js';

/** Entries with several wordings each, two of them near twins. */
export const CLASSES: readonly ClassTexts[] = [
  {
    id: 'undo',
    texts: ['undo_log 多久清一次', '回滚日志什么时候删', 'when is the undo log deleted', 'undolog 清理'],
  },
  {
    id: 'raft',
    texts: ['支持 multi raft 吗', 'jraft 能开好几个 group 么', 'several raft groups in one process'],
  },
  { id: 'card', texts: ['My card has not arrived', 'where is my new card', 'card delivery takes weeks'] },
  { id: 'lost', texts: ['I lost my card', 'my card was stolen yesterday', '卡丢了怎么办'] },
];
