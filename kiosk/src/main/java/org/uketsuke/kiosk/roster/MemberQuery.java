package org.uketsuke.kiosk.roster;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.KanjiKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/**
 * What staff typed to find a member (domain 6.4), taken apart at its spaces: kana begin the family name, a second word in
 * kana the given name (サ タ finds 佐藤 太郎), or both together (サトウタ); digits begin the member number; anything else
 * stands somewhere in name or affiliation.
 *
 * @param kana keys of {@link KanaKey}: of the family name's beginning, or family name and given name; none to two
 * @param number beginning of the member number; empty if none was typed
 * @param words folded by {@link KanjiKey}
 */
public record MemberQuery(List<String> kana, String number, List<String> words) {
    private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}ー・]+");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z-]{0,4}[0-9][0-9A-Za-z-]*");
    private static final int KANA_WORDS_MAX = 2;

    /** Copies the lists. */
    public MemberQuery {
        kana = List.copyOf(kana);
        words = List.copyOf(words);
    }

    /** A query for one beginning of the kana. */
    static MemberQuery of(String kanaKey) {
        return new MemberQuery(List.of(kanaKey), "", List.of());
    }

    /** The query of a typed text; {@link #isEmpty} if there is nothing in it to search for. */
    public static MemberQuery read(String typed) {
        List<String> kana = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String number = "";
        for (String word : Normalizer.normalize(typed, Normalizer.Form.NFKC).split("[\\s\\p{IsWhite_Space}]+")) {
            if (KANA.matcher(word).matches() && kana.size() < KANA_WORDS_MAX) {
                addUnlessEmpty(kana, KanaKey.of(word));
            } else if (NUMBER.matcher(word).matches() && number.isEmpty()) {
                number = word;
            } else {
                addUnlessEmpty(words, KanjiKey.folded(word));
            }
        }
        return new MemberQuery(kana, number, words);
    }

    private static void addUnlessEmpty(List<String> list, String text) {
        if (!text.isEmpty()) {
            list.add(text);
        }
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return kana.isEmpty() && number.isEmpty() && words.isEmpty();
    }

    /** Whether it finds this member. */
    boolean finds(RosterMember member) {
        return findsKana(member)
                && member.memberNo().startsWith(number)
                && words.stream().allMatch(word -> findsWord(member, word));
    }

    private boolean findsKana(RosterMember member) {
        if (kana.isEmpty()) {
            return true;
        }
        String family = KanaKey.of(member.familyKana());
        String given = KanaKey.of(member.givenKana());
        return kana.size() == 1
                ? (family + given).startsWith(kana.get(0))
                : family.startsWith(kana.get(0)) && given.startsWith(kana.get(1));
    }

    private static boolean findsWord(RosterMember member, String word) {
        return KanjiKey.folded(member.familyName() + member.givenName()).contains(word)
                || KanjiKey.folded(member.affiliation()).contains(word)
                || KanaKey.of(member.familyKana() + member.givenKana()).startsWith(KanaKey.of(word));
    }
}
