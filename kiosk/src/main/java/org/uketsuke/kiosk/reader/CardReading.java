package org.uketsuke.kiosk.reader;

import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.profile.CardProfile;
import org.uketsuke.kiosk.profile.CardProfile.Step;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.HexMask;
import org.uketsuke.kiosk.profile.ReaderProfile;
import org.uketsuke.kiosk.scan.Scan;

/**
 * Reads a card's identity: its answer to reset chooses the families it may belong to, each family's commands are tried in
 * order, and the last one is sent twice, because a card swapped without a sign would be read half and half (hardware.md
 * A4-14).
 */
final class CardReading {
    private final HardwareProfiles profiles;
    private final ReaderProfile reader;

    CardReading(HardwareProfiles profiles, ReaderProfile reader) {
        this.profiles = profiles;
        this.reader = reader;
    }

    /**
     * Reads the card at the other end of the wire.
     *
     * @throws ReaderTrouble if the card went away or fell silent
     */
    Reading read(byte[] answerToReset, Exchange exchange) throws ReaderTrouble {
        for (CardProfile card : profiles.cardsFor(answerToReset, reader)) {
            Optional<Reading> reading = read(card, exchange);
            if (reading.isPresent()) {
                return reading.get();
            }
        }
        return new Reading.Refused(Scan.Why.NOT_A_MEMBER_CARD);
    }

    /** Tries one family; empty when the card says that it is of another. */
    private Optional<Reading> read(CardProfile card, Exchange exchange) throws ReaderTrouble {
        if (card.steps().stream().anyMatch(step -> step.apdu().length() > reader.commandBytesMax())) {
            return Optional.empty();
        }
        byte[] last = {};
        for (Step step : card.steps()) {
            Answer answer = exchange.send(step.apdu().bytes());
            if (fits(step.expect(), answer)) {
                last = answer.data();
                continue;
            }
            return fits(step.notMine(), answer)
                    ? Optional.empty()
                    : Optional.of(new Reading.Failed("%s answered %04X to step %d"
                            .formatted(
                                    card.id(), answer.statusWord(), card.steps().indexOf(step) + 1)));
        }
        if (card.idRule().isEmpty()) {
            return Optional.of(new Reading.Refused(Scan.Why.NOT_A_MEMBER_CARD));
        }
        Reading first = IdRules.judge(last, card, reader.reversedIds());
        Step lastStep = card.steps().get(card.steps().size() - 1);
        Answer again = exchange.send(lastStep.apdu().bytes());
        boolean same =
                fits(lastStep.expect(), again) && first.equals(IdRules.judge(again.data(), card, reader.reversedIds()));
        return Optional.of(same ? first : new Reading.Failed("two readings of one card differ"));
    }

    private static boolean fits(List<HexMask> masks, Answer answer) {
        return masks.stream().anyMatch(mask -> mask.matches(answer.statusBytes()));
    }
}
