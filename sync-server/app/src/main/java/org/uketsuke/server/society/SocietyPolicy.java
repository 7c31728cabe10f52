package org.uketsuke.server.society;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRules;

/**
 * What a society decides for itself, as its policy file says. Only {@link PolicyReading} makes one, so it is sound.
 *
 * @param code short name such as {@code jsh}
 * @param number two-byte number in member passes
 * @param name display names
 * @param zone where its business days begin
 * @param fiscalYearStart first day of its year of achievements
 * @param cardMedia media of its cards
 * @param unknownCards what a booth does with a well-formed card that is not listed
 * @param qualifications kinds of qualification, with display names
 * @param termYears usual length of a certification term
 * @param requiredCredits usual requirement of a term
 * @param fees amounts in JPY by purpose
 * @param classes classes of meetings, with display names
 * @param roles roles in presentations and papers, with display names
 * @param rules the conversion table
 * @param sessionRules how sessions are touched for
 * @param relatedBodies societies whose meetings count
 */
public record SocietyPolicy(
        String code,
        int number,
        Text name,
        ZoneId zone,
        MonthDay fiscalYearStart,
        Set<Medium> cardMedia,
        UnknownCards unknownCards,
        Map<String, Text> qualifications,
        int termYears,
        Credits requiredCredits,
        Map<String, Long> fees,
        Map<String, Text> classes,
        Map<String, Text> roles,
        CreditRules rules,
        SessionRules sessionRules,
        List<RelatedBody> relatedBodies) {

    /** The text of the policy that ships with the product for a society code; empty if none does. */
    public static java.util.Optional<String> shipped(String code) {
        if (!code.equals("jsh")) {
            return java.util.Optional.empty();
        }
        try (InputStream file = SocietyPolicy.class.getResourceAsStream(code + ".toml")) {
            if (file == null) {
                throw new IllegalStateException("The policy of " + code + " is missing from the jar");
            }
            return java.util.Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The policy of " + code + " cannot be read from the jar", e);
        }
    }
}
