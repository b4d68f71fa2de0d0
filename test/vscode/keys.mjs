// Keys in a panel that lead to a moment: the stop takes the keyboard to the text editor, and the panel takes it back.
import assert from 'node:assert/strict';

/** What is behind the time in which one stop may take the keyboard twice. */
const AFTERWARDS_MILLIS = 400;

/** Presses a key that moves the playhead, and waits until the panel has lost the keyboard to the stop and has it again. `panel`: its element. */
export async function pressAndComeBack(panel, key) {
  const page = panel.page();
  await panel.evaluate(() => {
    globalThis.isBack = false;
    const once = { once: true };
    addEventListener('blur', () => addEventListener('focus', () => (globalThis.isBack = true), once), once);
  });
  await page.keyboard.press(key);
  const isBack = () => panel.evaluate(() => globalThis.isBack);
  for (let tries = 0; tries < 100 && !(await isBack()); tries++) await page.waitForTimeout(100);
  assert.ok(await isBack(), `the keyboard came back after ${key}`);
  await page.waitForTimeout(AFTERWARDS_MILLIS);
}
