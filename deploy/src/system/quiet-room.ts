import { film, openTestRoom } from './test-room.js';
import { openBrowser, signIn } from './browser.js';

// A whole room, for `no-way-out.test.ts`: hub, one seat on a film, and a page of it in a browser. Ends with 0 where all of it works.

const { close, room } = await openTestRoom({ quiet: film('calm', { loop: true }) });
const browser = await openBrowser();
try {
  await room.startHub();
  const page = await signIn(browser, room);
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).host));
  await page.reload();
  room.startSeat('quiet');
  await page.locator('#seat-room-1-quiet[data-level="calm"]').waitFor({ timeout: 90_000 });
  console.log(JSON.stringify({ hosts: [...asked], own: new URL(room.url).host }));
} finally {
  await browser.close();
  await close();
}
