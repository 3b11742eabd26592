import { msg } from '@lit/localize';

/** The texts of where an exam is written. */
export const examAddressWords = {
  label: msg('Address of the exam'),
  help: msg(
    'Candidates open it from their page, in the seat’s browser: https://…, or http://… within the centre’s own network. Without one they are told in the room.',
  ),
  fault: msg(
    'The address must begin with https://, or with http:// where it leads to an address of the centre’s own network, such as 192.168.1.2.',
  ),
};
