package org.uketsuke.server.society;

import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;

/**
 * A society as the database has it.
 *
 * @param code short name such as {@code jsh}
 * @param number two-byte number in member passes
 * @param name display names
 * @param zone where its business days begin
 * @param fiscalYearStart first day of its year of achievements
 * @param cardMedia media of its cards
 * @param unknownCards what booths do with unlisted cards
 * @param changeCount rises with every change of what rosters are made from
 */
public record Society(
        String code,
        int number,
        Text name,
        ZoneId zone,
        MonthDay fiscalYearStart,
        Set<Medium> cardMedia,
        UnknownCards unknownCards,
        long changeCount) {}
