/** A signal that begins so soon after the last event still says how the session ended; see `AWAY_MS` in boot-record.ts. ms */
const SOON_MS = 90_000;

const GENESIS = '0'.repeat(64);

/** A function that is called by triggers. */
function trigger(name: string, body: string): string {
  return `create function ${name}() returns trigger language plpgsql as $$ begin ${body} end $$`;
}

function refuses(name: string, what: string): string {
  return trigger(name, `raise exception '${what}';`);
}

/** What may not be done to a row, whoever asks, and what a change of one table means for another. */
export const GUARDS = [
  refuses('audit_stays', 'the audit log is append-only'),
  'create trigger audit_no_change before update or delete on audit for each row execute function audit_stays()',
  'create trigger audit_no_truncate before truncate on audit for each statement execute function audit_stays()',
  trigger(
    'audit_goes_on',
    `if new.n is distinct from (select coalesce(max(n), 0) + 1 from audit)
       or new.previous is distinct from coalesce((select hash from audit order by n desc limit 1), '${GENESIS}')
     then raise exception 'the audit log goes on at its end'; end if; return new;`,
  ),
  'create trigger audit_in_order before insert on audit for each row execute function audit_goes_on()',
  refuses('receipt_stays', 'receipts are append-only'),
  'create trigger receipt_no_change before update or delete on receipt for each row execute function receipt_stays()',
  'create trigger receipt_no_truncate before truncate on receipt for each statement execute function receipt_stays()',
  refuses('judgement_is_final', 'a judgement is never changed'),
  'create trigger judgement_stays before update on judgement for each row execute function judgement_is_final()',
  refuses('policy_version_is_final', 'a version of a policy is never changed'),
  `create trigger policy_version_stays before update on policy_version
     for each row execute function policy_version_is_final()`,
  trigger(
    'note_is_struck_once',
    `if old.struck_at is not null or new.struck_at is null or new.struck_why is null
       or new.words is distinct from old.words or new.author is distinct from old.author
       or new.at is distinct from old.at or new.session is distinct from old.session
       or new.incident_id is distinct from old.incident_id
     then raise exception 'a note can only be struck through, and once'; end if; return new;`,
  ),
  'create trigger note_stays before update on note for each row execute function note_is_struck_once()',
  // What a certificate rests on beside events, of which ingest says so itself.
  trigger(
    'verdict_forget_signal',
    `delete from session_verdict where seat_id = new.seat_id and (complete is null
       or (from_at <= coalesce(new.ended_at, to_at) and to_at + ${SOON_MS} >= new.started_at)); return null;`,
  ),
  'create trigger verdict_signal after insert or update on signal for each row execute function verdict_forget_signal()',
  trigger('verdict_forget_gone', 'delete from session_verdict where seat_id = old.seat_id; return null;'),
  'create trigger verdict_signal_delete after delete on signal for each row execute function verdict_forget_gone()',
  trigger('verdict_forget_seat', 'delete from session_verdict where seat_id = new.seat_id; return null;'),
  'create trigger verdict_given_up after insert on given_up for each row execute function verdict_forget_seat()',
  trigger(
    'verdict_forget_boot',
    'delete from session_verdict where seat_id = (select seat_id from boot where id = new.boot_id); return null;',
  ),
  'create trigger verdict_chain_break after insert on chain_break for each row execute function verdict_forget_boot()',
  `create trigger verdict_erased_run after insert or update on erased_run
     for each row execute function verdict_forget_boot()`,
];
