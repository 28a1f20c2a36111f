/**
 * Everyday English words that people swap for one another when they ask for help, whatever the subject. Written from
 * general knowledge of the language; a community's own glossary is used as well.
 */

import type { GlossaryGroup } from '../../knowledge/model.js';

const WORDS = `
cost, price, fee, charge, how much, expensive, rate
pay, payment, paid
refund, money back, reimburse
buy, purchase, order
cancel, terminate, call off, end my
change, modify, update, edit, alter, switch
delete, remove, erase, get rid of
add, include, insert, attach
create, make a new, set up, open a new
start, begin, launch, boot
stop, halt, quit, shut down
fail, fault, crash, break, not work, stop working, error
problem, issue, trouble
fix, repair, solve, resolve, troubleshoot
lose, miss, misplace, lost, missing
steal, stolen, theft, thief
find, locate, look up, search
get, obtain, receive, acquire
send, transfer, submit, ship
wait, delay, late, slow, take so long, pending, stuck
fast, quick, speed, rapid
arrive, delivery, deliver, show up, come
increase, raise, grow, extend
decrease, lower, reduce, shrink, cut
limit, maximum, cap, at most, restriction
minimum, at least, lowest
allow, permit, let, permission, may i, can i
forbid, ban, not allow, prohibit, block
need, require, necessary, must, have to
help, support, assist
contact, reach, phone, call, talk to, speak to
child, kid, son, daughter, toddler, minor, teenager
parent, mother, father, guardian
adult, grown up
family, household, relative
friend, guest, visitor
job, work, employment
home, house, apartment, flat
address, move, relocate
register, sign up, enroll, join, become a member, subscribe
login, log in, sign in
logout, log out, sign out
account, profile, membership
password, passcode, pin, credential
verify, identity, prove, confirm, id card, identification
card, plastic
phone, mobile, cell, smartphone
computer, laptop, pc, machine
internet, wifi, online, web
print, printer, printout, photocopy
borrow, lend, loan, check out, take home
return, give back, bring back
renew, prolong, extend
expire, run out, due, overdue, deadline
reserve, book, hold, reservation
free, no charge, without pay
open, opening hour, hour, close
weekend, saturday, sunday
abroad, foreign, overseas, travel, international, another country
currency, exchange rate, euro, dollar
top up, add money, deposit, load money
withdraw, withdrawal, cash, atm
balance, amount, fund
statement, invoice, bill, receipt
wrong, incorrect, mistake, by accident
twice, double, duplicate
damage, broken, ruin, tear, spoil
where, location, place
store, save, keep, retain, persist
memory, ram
disk, storage, space
backup, copy, snapshot
restore, recover, get back, undo
install, installation, setup
configure, setting, option, preference
upgrade, newer version, latest version
query, select, read
write, insert, put
big, large, huge
small, tiny, little
old, previous, former
new, recent, latest
show, display, see, view
hide, invisible, disappear, vanish, gone
choose, pick, select
explain, meaning, what is, mean
difference, differ, versus, compare
`;

/** The groups, as a glossary without Chinese. */
export const EVERYDAY_ENGLISH: readonly GlossaryGroup[] = WORDS.trim()
  .split('\n')
  .map((line) => ({ zh: [], en: line.split(',').map((word) => word.trim()) }));
