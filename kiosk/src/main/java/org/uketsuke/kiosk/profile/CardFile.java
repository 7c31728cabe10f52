package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.profile.CardProfile.Encoding;
import org.uketsuke.kiosk.profile.CardProfile.IdRule;
import org.uketsuke.kiosk.profile.CardProfile.Reject;
import org.uketsuke.kiosk.profile.CardProfile.Step;
import org.uketsuke.protocol.Medium;

/** Reads a file of {@code cards/}; the keys are explained in {@code hardware-profiles/README.md}. */
final class CardFile {
    private static final int STEPS_MAX = 16;
    private static final int ID_BYTES_MAX = 128;
    private static final int STATUS_WORD_DIGITS = 4;

    private CardFile() {}

    /** Media a card can have; a pass or barcode is not a card. */
    private enum CardMedium {
        FELICA(Medium.FELICA),
        ISO14443(Medium.ISO14443),
        ISO7816(Medium.ISO7816);

        private final Medium medium;

        CardMedium(Medium medium) {
            this.medium = medium;
        }
    }

    /** Reads the table; problems are noted in it. */
    static CardProfile read(String id, String origin, ProfileTable table) {
        String title = table.text("title");
        CardInterface cards = table.choice("cards", CardInterface.class, CardInterface.CONTACTLESS);
        int order = table.number("order", 0, 10_000, 1_000);
        List<HexMask> atr = table.parsedList("atr", HexMask::parse);
        if (atr.isEmpty()) {
            table.wrong("atr", "names no answer to reset; '*' stands for any");
        }
        List<HexMask> atrExcept = table.parsedList("atrExcept", HexMask::parse);
        boolean notAMemberCard = table.flag("notAMemberCard", false);
        List<Step> steps = table.tables("steps").stream().map(CardFile::step).toList();
        if (steps.size() > STEPS_MAX) {
            table.wrong("steps", "has more than " + STEPS_MAX + " steps");
        }
        Optional<IdRule> idRule = idRule(table);
        if (notAMemberCard && idRule.isPresent()) {
            table.wrong("identity", "must not be there when notAMemberCard is true: no id of such a card is kept");
        }
        if (!notAMemberCard && idRule.isEmpty()) {
            table.wrong("identity", "is missing; or set notAMemberCard = true");
        }
        if (idRule.isPresent() && steps.isEmpty()) {
            table.wrong("steps", "must have at least one step: its answer is the id");
        }
        return new CardProfile(id, title, origin, cards, order, atr, atrExcept, steps, idRule);
    }

    private static Step step(ProfileTable table) {
        Optional<ByteString> apdu = table.parsed("apdu", CardFile::command);
        if (!table.has("apdu")) {
            table.wrong("apdu", "is missing");
        }
        List<HexMask> expect = statusWords(table, "expect");
        List<HexMask> notMine = statusWords(table, "notMine");
        table.end();
        return new Step(
                apdu.orElse(new ByteString("FFCA000000")),
                expect.isEmpty() ? List.of(HexMask.parse("9000")) : expect,
                notMine);
    }

    private static List<HexMask> statusWords(ProfileTable table, String key) {
        return table.parsedList(key, text -> {
            HexMask mask = HexMask.parse(text);
            if (mask.open() || mask.digits().length() != STATUS_WORD_DIGITS) {
                throw new IllegalArgumentException("'" + text + "' is not a status word like 9000 or 63..");
            }
            return mask;
        });
    }

    /** A command must carry an Le: without one PC/SC providers corrupt it when the card answers 6Cxx (hardware.md A4-15). */
    private static ByteString command(String text) {
        ByteString command = ByteString.parse(text);
        byte[] bytes = command.bytes();
        boolean endsWithLe;
        if (bytes.length < 5) {
            throw new IllegalArgumentException("'" + text + "' has no Le; a command is CLA INS P1 P2 [Lc data] Le");
        } else if (bytes.length == 5) {
            endsWithLe = true;
        } else if (bytes[4] != 0) {
            endsWithLe = bytes.length == 5 + (bytes[4] & 0xFF) + 1;
        } else {
            int dataBytes = bytes.length < 7 ? -1 : (bytes[5] & 0xFF) << 8 | (bytes[6] & 0xFF);
            endsWithLe = bytes.length == 7 || bytes.length == 7 + dataBytes + 2;
        }
        if (!endsWithLe) {
            throw new IllegalArgumentException(
                    "'" + text + "': Lc does not fit, or Le is missing; end the command with 00 for \"all there is\"");
        }
        return command;
    }

    private static Optional<IdRule> idRule(ProfileTable card) {
        ProfileTable table = card.table("identity");
        if (!card.has("identity")) {
            return Optional.empty();
        }
        if (!table.has("medium")) {
            table.wrong("medium", "is missing: felica, iso14443 or iso7816");
        }
        CardMedium medium = table.choice("medium", CardMedium.class, CardMedium.ISO7816);
        IdRule rule = new IdRule(
                medium.medium,
                table.number("from", 0, ID_BYTES_MAX, 0),
                table.number("length", 0, ID_BYTES_MAX, 0),
                table.choice("encoding", Encoding.class, Encoding.HEX),
                table.numbers("lengths", 1, ID_BYTES_MAX),
                table.parsed("pattern", Pattern::compile),
                table.choices("reject", Reject.class));
        table.end();
        if (medium != CardMedium.ISO7816 && rule.encoding() != Encoding.HEX) {
            table.wrong("encoding", "must be hex for " + medium.medium.wireName());
        }
        return Optional.of(rule);
    }
}
