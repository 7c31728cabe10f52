package org.uketsuke.server.society;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.storage.Storage;

/** Takes in policies. */
public final class Societies {
    private final Storage storage;
    private final Clock clock;

    /** Over a database. */
    public Societies(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** What became of a policy. */
    public enum Change {
        /** A society that was not there before. */
        NEW,
        /** The society's policy was replaced. */
        UPDATED,
        /** The same text was there already. */
        UNCHANGED
    }

    /** What importing gave. */
    public sealed interface Imported {
        /**
         * Taken in.
         *
         * @param society its code
         * @param change what it changed
         */
        record Done(String society, Change change) implements Imported {}

        /**
         * Nothing was changed.
         *
         * @param problems why, all of them
         */
        record Refused(List<PolicyProblem> problems) implements Imported {}
    }

    /**
     * Makes or replaces the society that a policy file describes. Awards that were given stay as they are; what meetings that
     * are not settled were judged by already does not change.
     *
     * @param file name of the file, for problems
     * @param text its text
     * @param dryRun whether to check only
     */
    public Imported importPolicy(String file, String text, boolean dryRun) {
        PolicyReading reading = PolicyReading.of(file, text);
        if (reading instanceof PolicyReading.Unsound unsound) {
            return new Imported.Refused(unsound.problems());
        }
        SocietyPolicy policy = ((PolicyReading.Sound) reading).policy();
        return dryRun
                ? storage.read(handle -> put(new SocietyStore(handle), file, policy, text, true))
                : storage.write(handle -> {
                    SocietyStore store = new SocietyStore(handle);
                    store.hold(policy.code(), storage.dialect());
                    return put(store, file, policy, text, false);
                });
    }

    private Imported put(SocietyStore store, String file, SocietyPolicy policy, String text, boolean dryRun) {
        Optional<PolicyProblem> taken = store.all().stream()
                .filter(other -> other.code().equals(policy.code()) != (other.number() == policy.number()))
                .map(other -> new PolicyProblem(
                        file,
                        "society.number",
                        "passes name %s by %d; that stays, and no other society may use it"
                                .formatted(other.code(), other.number())))
                .findFirst();
        if (taken.isPresent()) {
            return new Imported.Refused(List.of(taken.get()));
        }
        Optional<String> before = store.policyText(policy.code());
        if (before.isPresent() && before.get().equals(text)) {
            return new Imported.Done(policy.code(), Change.UNCHANGED);
        }
        List<PolicyProblem> judged = store.find(policy.code())
                .map(known -> new JudgedRules(file, known, store.rules(policy.code()), policy)
                        .problems(store.judged(policy.code())))
                .orElse(List.of());
        if (!judged.isEmpty()) {
            return new Imported.Refused(judged);
        }
        List<PolicyProblem> unfit = unfit(store, file, policy);
        if (!unfit.isEmpty()) {
            return new Imported.Refused(unfit);
        }
        if (!dryRun) {
            store.put(policy, text, clock.instant());
        }
        return new Imported.Done(policy.code(), before.isPresent() ? Change.UPDATED : Change.NEW);
    }

    /** Why the policy does not suit the sessions that are planned; sessions without a rule are told first, and alone. */
    private static List<PolicyProblem> unfit(SocietyStore store, String file, SocietyPolicy policy) {
        SessionRuleStore sessions = new SessionRuleStore(store.handle());
        List<SessionsKept.Planned> planned = sessions.planned(policy.code());
        SessionRules before = sessions.rules(policy.code());
        List<PolicyProblem> forsaken = new SessionsKept(file, before, policy).problems(planned);
        if (!forsaken.isEmpty()) {
            return forsaken;
        }
        List<PolicyProblem> unfit = new ArrayList<>(new SessionTimesKept(file, before, policy).problems(planned));
        unfit.addAll(new SessionCreditsKept(file, store.rules(policy.code()), policy).problems(planned));
        return List.copyOf(unfit);
    }
}
