import type { Words } from '../language.js';

export const settings: Words = {
  Settings: '设置',
  Language: '语言',
  Colours: '颜色',
  Dark: '深色',
  Light: '浅色',
  'Text size': '文字大小',
  'The pad that moves sideways': '水平移动的触控盘',
  'On the left': '在左边',
  'On the right': '在右边',
  'Calls for help': '求助提醒',
  'Sound and vibration': '声音和振动',
  'Do not disturb': '请勿打扰',
  'A stop, and a connection that is lost while you drive, are always heard. To change the language the page begins anew; nothing is lost.':
    '停止、以及操作时连接中断，总会发出声音。更改语言时页面会重新打开，不会丢失任何内容。',
};
