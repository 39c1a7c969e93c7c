import type { Words } from '../language.js';

export const show: Words = {
  'Show a task': '示教任务',
  Task: '任务',
  'How many': '次数',
  '{n} times': '{n} 次',
  Begin: '开始',
  Discard: '丢弃',
  Start: '开始示教',
  Next: '下一次',
  'How the scene was at the start of each': '每次开始时的场景',
  'You show it from its start to its end; each time the scene begins a little different. The robot holds until you start.':
    '请从头到尾演示任务；每次开始时场景略有不同。您开始之前机器人保持不动。',
  'Hand it back, then go on to the next.': '请先交还，再进行下一次。',
  'It holds: {reason}. Is the scene laid out, and nobody near? Then go on to the next.':
    '保持不动：{reason}。场景布置好了吗？附近没有人吗？然后进行下一次。',
  'It holds in the midst of it, and its time goes by. Take over again to go on, or discard it.':
    '中途保持不动，时间仍在流逝。请重新接管，或丢弃这一次。',
  'The robot gets the next one …': '机器人正在准备下一次……',
  'Ready. Nothing is recorded before you move it.': '已就绪。您移动它之前不会录制。',
  'Show the task, then say success; or discard it.': '演示任务，完成后按成功；或者丢弃。',
  'It is complete. You may begin more.': '已完成。您可以继续录制更多。',
  Enough: '够了',
  '{kept} of {wanted} kept · {minutes} min · {failed} failed · {discarded} discarded':
    '已保留 {kept}/{wanted} · {minutes} 分钟 · {failed} 次失败 · {discarded} 次丢弃',
  'Waits to be shown its task': '等待示教任务',
  'Show it the task, from its start.': '从头演示任务。',
};
