package org.uketsuke.server.credit;

/**
 * One row of a society's conversion table (換算基準), in force for some time.
 *
 * @param code stable code such as {@code JSH-P-ANN}; ledger entries name it
 * @param kind what is rewarded
 * @param qualification whose credits: {@code specialist} and so on, as the policy lists them
 * @param meetingClass class of the meeting or session, or of a presentation or paper the role in it ({@code first-author})
 * @param credits how many, more than none
 * @param cardEnabled whether a tap earns them; otherwise an application does (H10)
 * @param validity days on which it is in force, compared with the meeting's credit date
 * @param titleJa as members know it
 * @param titleEn the same in English
 */
public record CreditRule(
        String code,
        Kind kind,
        String qualification,
        String meetingClass,
        Credits credits,
        boolean cardEnabled,
        Validity validity,
        String titleJa,
        String titleEn) {

    /** What a rule rewards; the names are those of the policy file and the database. */
    public enum Kind {
        /** Being there (参加). */
        PARTICIPATION("participation"),
        /** Presenting at a meeting (学会発表). */
        PRESENTATION("presentation"),
        /** A paper in a journal (論文). */
        PAPER("paper"),
        /** Being in a session from the touch on the way in to that on the way out (講習). */
        SESSION("session");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Its name in files and database. */
        public String word() {
            return word;
        }

        /** Finds a kind by its {@link #word()}. */
        public static java.util.Optional<Kind> byWord(String word) {
            return java.util.Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }
    }

    /** Whether the two answer the same question. */
    boolean competesWith(CreditRule other) {
        return kind == other.kind
                && qualification.equals(other.qualification)
                && meetingClass.equals(other.meetingClass)
                && validity.overlaps(other.validity);
    }
}
