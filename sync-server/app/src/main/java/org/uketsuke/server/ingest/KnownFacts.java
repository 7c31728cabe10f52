package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;
import org.uketsuke.server.adjudicate.TemporaryCard;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;
import org.uketsuke.server.ingest.FactsStore.HeldCard;
import org.uketsuke.server.ingest.FactsStore.HeldPass;
import org.uketsuke.server.ledger.Holding;
import org.uketsuke.server.ledger.LedgerEntry;

/** The facts for a batch of entries: read with one statement per kind, kept current while the batch is decided. */
final class KnownFacts {
    private final Setting setting;
    private final Map<String, HeldCard> cards;
    private final Map<String, List<TemporaryCard>> lent;
    private final Map<String, HeldPass> passes;
    private final Map<String, Facts.Member> members;
    private final Map<String, Holding> holdings;
    private final ToldElsewhere elsewhere;

    private KnownFacts(
            Setting setting,
            Map<String, HeldCard> cards,
            Map<String, List<TemporaryCard>> lent,
            Map<String, HeldPass> passes,
            Map<String, Facts.Member> members,
            Map<String, Holding> holdings,
            ToldElsewhere elsewhere) {
        this.setting = setting;
        this.cards = cards;
        this.lent = lent;
        this.passes = passes;
        this.members = members;
        this.holdings = holdings;
        this.elsewhere = elsewhere;
    }

    /** Reads what is needed for these entries. */
    static KnownFacts of(Setting setting, Stores stores, RosterRefresh rosters, List<Link> links) {
        Wanted wanted = Wanted.by(links);
        Map<String, HeldCard> cards = cards(setting, stores, rosters, wanted.tokens());
        Set<String> unlisted = new HashSet<>(wanted.tokens());
        unlisted.removeAll(cards.keySet());
        Map<String, List<TemporaryCard>> lent = stores.temporaryCards().standing(setting, unlisted);
        Map<String, HeldPass> passes = stores.facts().passes(setting.handle(), setting.society(), wanted.passIds());
        Set<String> ids = new HashSet<>(wanted.members());
        cards.values().forEach(card -> ids.add(card.member()));
        lent.values().stream().flatMap(List::stream).forEach(card -> ids.add(card.member()));
        passes.values().forEach(pass -> ids.add(pass.member()));
        Map<String, Facts.Member> members = stores.facts().members(setting.handle(), setting.society(), ids);
        KnownFacts known = new KnownFacts(
                setting,
                cards,
                lent,
                passes,
                members,
                new HashMap<>(),
                ToldElsewhere.of(setting, stores.copies(), links));
        known.holdings.putAll(stores.ledger()
                .holdings(setting.handle(), setting.society(), setting.meetingId(), known.qualifications()));
        return known;
    }

    /** A token that the roster lacks may be of a card that was issued since: the roster is brought up to date, once. */
    private static Map<String, HeldCard> cards(
            Setting setting, Stores stores, RosterRefresh rosters, Set<String> tokens) {
        Map<String, HeldCard> cards =
                stores.facts().cards(setting.handle(), setting.society(), setting.meetingId(), tokens);
        if (cards.size() == tokens.size()
                || !stores.facts().rosterIsBehind(setting.handle(), setting.society(), setting.meetingId())
                || !rosters.refresh(setting.handle(), setting.society(), setting.meetingId(), setting.now())) {
            return cards;
        }
        return stores.facts().cards(setting.handle(), setting.society(), setting.meetingId(), tokens);
    }

    /**
     * Whom the entries of a batch point at.
     *
     * @param tokens keyed tokens
     * @param passIds pass ids
     * @param members member ids named by staff
     */
    private record Wanted(Set<String> tokens, Set<String> passIds, Set<String> members) {
        static Wanted by(List<Link> links) {
            Wanted wanted = new Wanted(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Link link : links) {
                wanted.add(link.evidence());
            }
            return wanted;
        }

        private void add(Evidence evidence) {
            if (evidence instanceof Evidence.Card card) {
                tokens.add(card.token());
            } else if (evidence instanceof Evidence.Pass pass) {
                passIds.add(pass.passId());
            } else if (evidence instanceof Evidence.ByHand byHand) {
                members.add(byHand.member());
            } else if (evidence instanceof Evidence.Lending lending) {
                tokens.add(lending.token());
                members.add(lending.member());
            }
        }
    }

    private List<String> qualifications() {
        return members.values().stream()
                .flatMap(member -> member.qualifications().stream())
                .map(Facts.Qualification::id)
                .toList();
    }

    /** The facts of an entry of the journal at hand as things stand now. */
    Facts of(Link link) {
        Optional<Long> offset = link.received() instanceof Received.Readable readable
                ? setting.clocks().offsetOf(readable.entry())
                : Optional.empty();
        return of(link, setting.journal().id(), offset);
    }

    /** The facts of an entry of a journal as things stand now, but for the clock offset of its process run. */
    Facts of(Link link, String journal, Optional<Long> offset) {
        if (!(link.received() instanceof Received.Readable readable)) {
            return Facts.bare(link.seq(), setting.trusted(), Optional.empty());
        }
        JournalEntry entry = readable.entry();
        Facts bare = Facts.bare(link.seq(), setting.trusted(), offset);
        Instant at = TapTime.of(entry, offset).at();
        Facts facts = withPerson(bare, link, journal, new Moment(at, entry.run(), entry.upMillis()));
        return elsewhere.tells(link) || cancelledBy(link).isPresent() ? facts.asCarriedOver() : facts;
    }

    private Facts withPerson(Facts bare, Link link, String journal, Moment time) {
        Evidence evidence = link.evidence();
        if (evidence instanceof Evidence.Lending lending) {
            return bare.withCard(
                    Optional.ofNullable(cards.get(lending.token())).map(HeldCard::card),
                    member(lending.member(), journal, link.seq()));
        }
        if (evidence instanceof Evidence.Card seen) {
            Optional<HeldCard> held = Optional.ofNullable(cards.get(seen.token()));
            if (held.isEmpty() && lent.containsKey(seen.token())) {
                Optional<Facts.Lent> inForce = TemporaryCard.inForce(lent.get(seen.token()), time);
                return bare.withLent(
                        inForce, inForce.flatMap(Facts.Lent::member).flatMap(id -> member(id, journal, link.seq())));
            }
            return bare.withCard(
                    held.map(HeldCard::card), held.flatMap(card -> member(card.member(), journal, link.seq())));
        }
        if (evidence instanceof Evidence.Pass seen) {
            Optional<PassRefusal> refused = seen.window().flatMap(window -> window.refusal(time.at()));
            Optional<HeldPass> held = Optional.ofNullable(passes.get(seen.passId()));
            return bare.withPass(
                    held.map(pass -> new Facts.Pass(seen.generation(), pass.oldestGood())),
                    refused,
                    held.flatMap(pass -> member(pass.member(), journal, link.seq())));
        }
        if (evidence instanceof Evidence.NoPass refused) {
            return bare.withPass(Optional.empty(), Optional.of(refused.why()), Optional.empty());
        }
        return evidence instanceof Evidence.ByHand byHand
                ? bare.withPass(Optional.empty(), Optional.empty(), member(byHand.member(), journal, link.seq()))
                : bare;
    }

    /** An award that rests on the entry itself does not make the entry a duplicate. */
    private Optional<Facts.Member> member(String id, String journal, long seq) {
        return Optional.ofNullable(members.get(id))
                .map(member -> new Facts.Member(
                        member.id(),
                        member.status(),
                        member.qualifications().stream()
                                .map(held -> held.withAwarded(holding(held.id()).byOtherThan(journal, seq)))
                                .toList()));
    }

    /** Staff's void of an entry that says again what they cancelled where it stands besides. */
    Optional<Origin> cancelledBy(Link link) {
        return elsewhere.cancelledBy(link);
    }

    Holding holding(String qualification) {
        return holdings.getOrDefault(qualification, Holding.NONE);
    }

    /** Takes note of an award of this batch. */
    void awarded(LedgerEntry award) {
        holdings.put(award.key().qualification(), Holding.awarded(award.key().generation(), award.evidence()));
    }

    /** Takes note of how things really stand, after another transaction was faster. */
    void corrected(Map<String, Holding> actual) {
        holdings.putAll(actual);
    }
}
