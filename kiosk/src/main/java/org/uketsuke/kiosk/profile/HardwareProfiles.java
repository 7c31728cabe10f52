package org.uketsuke.kiosk.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** All that this kiosk knows about readers, cards, scanners and printers. Immutable; safe for any thread. */
public final class HardwareProfiles {
    private final Platform platform;
    private final List<ReaderProfile> readers;
    private final List<CardProfile> cards;
    private final List<ScannerProfile> scanners;
    private final List<PrinterProfile> printers;
    private final ReaderMatcher matcher;

    private HardwareProfiles(
            Platform platform,
            List<ReaderProfile> readers,
            List<CardProfile> cards,
            List<ScannerProfile> scanners,
            List<PrinterProfile> printers) {
        this.platform = platform;
        this.readers = List.copyOf(readers);
        this.cards = cards.stream()
                .sorted(Comparator.comparingInt(CardProfile::order).thenComparing(CardProfile::id))
                .toList();
        this.scanners = List.copyOf(scanners);
        this.printers = List.copyOf(printers);
        this.matcher = new ReaderMatcher(readers, platform);
    }

    /**
     * Reads and checks the profiles that the kiosk carries, and those of a folder beside its data, which replace the ones
     * with the same id and add new ones.
     *
     * @param folder has {@code readers}, {@code cards}, {@code scanners} and {@code printers} in it; need not exist
     * @throws InvalidProfiles if anything is wrong in any file; it names everything at once
     */
    public static HardwareProfiles load(Platform platform, Optional<Path> folder) {
        List<ProfileProblem> problems = new ArrayList<>();
        Map<String, ProfileSource> sources = new LinkedHashMap<>();
        ProfileSource.builtIn().forEach(source -> sources.put(source.kind() + "/" + source.id(), source));
        folder.ifPresent(path -> ProfileSource.folder(path, problems)
                .forEach(source -> sources.put(source.kind() + "/" + source.id(), source)));
        HardwareProfiles profiles = read(platform, List.copyOf(sources.values()), problems);
        if (!problems.isEmpty()) {
            throw new InvalidProfiles(problems);
        }
        return profiles;
    }

    private static HardwareProfiles read(
            Platform platform, List<ProfileSource> sources, List<ProfileProblem> problems) {
        List<ReaderProfile> readers = new ArrayList<>();
        List<CardProfile> cards = new ArrayList<>();
        List<ScannerProfile> scanners = new ArrayList<>();
        List<PrinterProfile> printers = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        for (ProfileSource source : sources) {
            String other = files.putIfAbsent(source.id(), source.file());
            if (other != null) {
                problems.add(new ProfileProblem(source.file(), "", "has the same id as " + other + "; rename one"));
            }
            Optional<ProfileTable> parsed = parse(source, problems);
            if (parsed.isEmpty()) {
                continue;
            }
            ProfileTable table = parsed.get();
            if (!table.flag("enabled", true)) {
                continue;
            }
            switch (source.kind()) {
                case "readers" -> readers.add(ReaderFile.read(source.id(), source.origin(), table));
                case "cards" -> cards.add(CardFile.read(source.id(), source.origin(), table));
                case "printers" -> printers.add(PrinterFile.read(source.id(), source.origin(), table));
                default -> scanners.add(ScannerFile.read(source.id(), source.origin(), table));
            }
            table.end();
        }
        Set<String> flawed = problems.stream().map(ProfileProblem::file).collect(Collectors.toSet());
        List<ReaderProfile> sound = readers.stream()
                .filter(reader -> !flawed.contains(files.get(reader.id())))
                .toList();
        KnownNames.check(sound, files, problems);
        return new HardwareProfiles(platform, readers, cards, scanners, printers);
    }

    private static Optional<ProfileTable> parse(ProfileSource source, List<ProfileProblem> problems) {
        TomlMapper mapper = TomlMapper.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        try {
            JsonNode root = mapper.readTree(source.content());
            return Optional.of(new ProfileTable(source.file(), "", root, problems));
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            problems.add(new ProfileProblem(source.file(), "", "is no TOML: " + e.getOriginalMessage() + where));
            return Optional.empty();
        }
    }

    /** Finds out whether and how a reader is used, from the name the system gives it. */
    public ReaderMatch match(String readerName) {
        return matcher.match(readerName);
    }

    /** A reader's name without the numbers that change from plugging to plugging. */
    public String baseName(String readerName) {
        return ReaderName.parse(readerName, platform).base();
    }

    /** Card families that a card in such a reader may belong to, best guess first. */
    public List<CardProfile> cardsFor(byte[] answerToReset, ReaderProfile reader) {
        return cards.stream()
                .filter(card -> card.cards().meets(reader.cards()))
                .filter(card -> card.mayBe(answerToReset))
                .toList();
    }

    /** The operating system that names are matched for. */
    public Platform platform() {
        return platform;
    }

    /** All reader profiles. */
    public List<ReaderProfile> readers() {
        return readers;
    }

    /** All card profiles, in the order they are tried. */
    public List<CardProfile> cards() {
        return cards;
    }

    /** All scanner profiles. */
    public List<ScannerProfile> scanners() {
        return scanners;
    }

    /** Finds a scanner profile by its id. */
    public Optional<ScannerProfile> scanner(String id) {
        return scanners.stream().filter(scanner -> scanner.id().equals(id)).findFirst();
    }

    /** All printer profiles. */
    public List<PrinterProfile> printers() {
        return printers;
    }

    /** Finds a printer profile by its id. */
    public Optional<PrinterProfile> printer(String id) {
        return printers.stream().filter(printer -> printer.id().equals(id)).findFirst();
    }
}
