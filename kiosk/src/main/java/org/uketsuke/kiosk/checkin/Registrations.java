package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which entries registered whom, or whom for what, by entry number. Any of them may be voided at any time, so all are kept; in arrays, twelve
 * bytes for an entry of the journal, so that a million taps fit a small machine. For one thread at a time.
 *
 * @param <K> whom, by a key with a value of its own
 */
final class Registrations<K> {
    private static final int FIRST_SIZE = 256;
    private static final int NOBODY = 0;
    private static final int NO_ENTRY = Integer.MAX_VALUE;

    private final List<Person<K>> people = new ArrayList<>();
    private final Map<K, Integer> numbers = new HashMap<>();
    /** By entry number: number of the person whom it registered, counted from 1. */
    private int[] person = new int[FIRST_SIZE];

    private long[] millis = new long[FIRST_SIZE];
    private int end;

    private static final class Person<K> {
        private final K key;
        private int firstEntry = NO_ENTRY;
        /** Of an entry of an earlier journal, which has no number here and cannot be voided. */
        private Optional<Instant> unnumbered = Optional.empty();

        Person(K key) {
            this.key = key;
        }
    }

    /** Takes an entry in; false if it was taken in before. */
    boolean register(long seq, K member, Instant at) {
        int entry = Math.toIntExact(seq);
        grow(entry);
        if (person[entry] != NOBODY) {
            return false;
        }
        int number = number(member);
        person[entry] = number;
        millis[entry] = at.toEpochMilli();
        Person<K> known = people.get(number - 1);
        known.firstEntry = Math.min(known.firstEntry, entry);
        end = Math.max(end, entry + 1);
        return true;
    }

    /** Takes a registration in whose entry stands in an earlier journal. */
    void registerUnnumbered(K member, Instant at) {
        Person<K> known = people.get(number(member) - 1);
        if (known.unnumbered.isEmpty()) {
            known.unnumbered = Optional.of(at);
        }
    }

    private int number(K member) {
        return numbers.computeIfAbsent(member, key -> {
            people.add(new Person<>(key));
            return people.size();
        });
    }

    private void grow(int entry) {
        if (entry >= person.length) {
            int size = Math.max(entry + 1, person.length + person.length / 2);
            person = Arrays.copyOf(person, size);
            millis = Arrays.copyOf(millis, size);
        }
    }

    /** Whom an entry registered. */
    Optional<K> whom(long seq) {
        boolean somebody = seq >= 0 && seq < end && person[(int) seq] != NOBODY;
        return somebody ? Optional.of(people.get(person[(int) seq] - 1).key) : Optional.empty();
    }

    /** Voids an entry; when it was recorded, if it had registered anybody. */
    Optional<Instant> cancel(long seq) {
        if (seq < 0 || seq >= end || person[(int) seq] == NOBODY) {
            return Optional.empty();
        }
        int entry = (int) seq;
        int number = person[entry];
        person[entry] = NOBODY;
        Person<K> known = people.get(number - 1);
        if (known.firstEntry == entry) {
            known.firstEntry = next(number, entry + 1);
        }
        return Optional.of(Instant.ofEpochMilli(millis[entry]));
    }

    private int next(int number, int from) {
        int entry = from;
        while (entry < end && person[entry] != number) {
            entry++;
        }
        return entry < end ? entry : NO_ENTRY;
    }

    /** When a member was registered first. */
    Optional<Instant> firstAt(K member) {
        return known(member)
                .flatMap(known -> known.unnumbered.or(() -> known.firstEntry == NO_ENTRY
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(millis[known.firstEntry]))));
    }

    /** Numbers of the entries that registered a member and were not voided, first to last. */
    List<Long> entriesOf(K member) {
        List<Long> entries = new ArrayList<>();
        Optional<Person<K>> known = known(member);
        if (known.isPresent()) {
            known.get().unnumbered.ifPresent(at -> entries.add(0L));
            int number = numbers.getOrDefault(member, NOBODY);
            int entry = known.get().firstEntry;
            while (entry != NO_ENTRY) {
                entries.add((long) entry);
                entry = next(number, entry + 1);
            }
        }
        return entries;
    }

    private Optional<Person<K>> known(K member) {
        int number = numbers.getOrDefault(member, NOBODY);
        return number == NOBODY ? Optional.empty() : Optional.of(people.get(number - 1));
    }

    /** The same people under new entry numbers; whose entry got none stays registered without one. */
    Registrations<K> renumbered(Map<Long, Long> newSeqs) {
        Registrations<K> renumbered = new Registrations<>();
        renumbered.keepFrom(this, known -> known.unnumbered);
        for (int entry = 0; entry < end; entry++) {
            if (person[entry] != NOBODY) {
                K member = people.get(person[entry] - 1).key;
                Instant at = Instant.ofEpochMilli(millis[entry]);
                long newSeq = newSeqs.getOrDefault((long) entry, 0L);
                if (newSeq > 0) {
                    renumbered.register(newSeq, member, at);
                } else {
                    renumbered.registerUnnumbered(member, at);
                }
            }
        }
        return renumbered;
    }

    /** Takes over whom an earlier journal registered and this one does not tell of. */
    void keepFrom(Registrations<K> earlier) {
        keepFrom(earlier, known -> firstAt(known.key).isPresent() ? Optional.empty() : earlier.firstAt(known.key));
    }

    private void keepFrom(Registrations<K> earlier, Function<Person<K>, Optional<Instant>> kept) {
        earlier.people.forEach(known -> kept.apply(known).ifPresent(at -> registerUnnumbered(known.key, at)));
    }
}
