/** A page that is loaded anew may find its former self still there for this long, ms. */
const GOING_MS = 1500;
const NAME = 'invigil-seat-page';

/**
 * Waits until this is the only page of the exam in this browser; it stays that until it goes, or calls what is returned.
 * @param locks of the browser @param says `isElsewhere`: another page holds the exam, and this one waits
 */
export async function onlyPage(
  locks: Pick<LockManager, 'request'>,
  says: { isElsewhere: () => void },
): Promise<() => void> {
  return new Promise((resolve) => {
    const timer = setTimeout(says.isElsewhere, GOING_MS);
    void locks.request(NAME, () => {
      clearTimeout(timer);
      return new Promise<void>((leave) => resolve(leave));
    });
  });
}
