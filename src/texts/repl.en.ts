/** What the REPL itself says, in English. */
export const replTexts: Readonly<Record<string, string>> = {
  'repl.banner': 'Ask a question. /help lists the commands; Ctrl-D ends.',
  'repl.help':
    'In this terminal: a number picks from the last list, /why explains the last reply, Tab completes commands and projects, /quit ends.',
  'repl.interrupt': 'Press Ctrl-C once more to end.',
  'repl.noChoice': 'There is no number {number}; choose from 1 to {last}.',
  'repl.noChoices': 'There is no number {number}: nothing is offered to choose from.',
  'repl.nothingToExplain': 'There is nothing to explain yet. Ask a question first.',
  'repl.fault': 'Something went wrong, and this could not be answered. The log says more.',
  'repl.question': 'Question:',
  'repl.project': 'Project:',
  'repl.repository': 'Repository:',
  'repl.documentation': 'Documentation:',
  'repl.issues': 'Issues:',
  'repl.links': 'Links:',
  'repl.source': 'Source:',
  'repl.alternatives': 'Similar questions (type the number):',
  'repl.followUps': 'What comes next (type the number):',
};
