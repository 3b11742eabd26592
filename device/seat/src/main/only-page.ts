/** A page that is loaded anew may find its former self still there for this long, ms. */
const GOING_MS = 1500;
const NAME = 'invigil-seat-page';

/**
 * Waits until this is the only page of the exam in this browser; it stays that until it goes.
 * @param says `isElsewhere`: another page holds the exam, and this one waits
 */
export async function onlyPage(says: { isElsewhere: () => void }): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(says.isElsewhere, GOING_MS);
    void navigator.locks.request(NAME, () => {
      clearTimeout(timer);
      resolve();
      // Held for as long as the page is there.
      return new Promise<void>(() => undefined);
    });
  });
}
