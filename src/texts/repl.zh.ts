/** What the REPL itself says, in Chinese. */
export const replTexts: Readonly<Record<string, string>> = {
  'repl.banner': '请输入问题。/help 查看命令，Ctrl-D 退出。',
  'repl.help':
    '在这个终端里：输入数字选择上一条列表中的一项，/why 解释上一条回答，Tab 补全命令和项目名，/quit 退出。',
  'repl.interrupt': '再按一次 Ctrl-C 退出。',
  'repl.noChoice': '没有编号 {number}，请输入 1 到 {last}。',
  'repl.noChoices': '没有编号 {number}：现在没有可以选择的内容。',
  'repl.nothingToExplain': '还没有可以解释的回答，请先提一个问题。',
  'repl.fault': '出错了，这个问题没能回答，详情见日志。',
  'repl.question': '问题：',
  'repl.project': '项目：',
  'repl.repository': '仓库：',
  'repl.documentation': '文档：',
  'repl.issues': '问题反馈：',
  'repl.links': '链接：',
  'repl.source': '出处：',
  'repl.alternatives': '相近的问题（输入编号）：',
  'repl.followUps': '接下来（输入编号）：',
};
