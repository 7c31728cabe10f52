package org.uketsuke.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.uketsuke.server.account.AccountRoutes;
import org.uketsuke.server.account.AccountStore;
import org.uketsuke.server.account.AdministrationRoutes;
import org.uketsuke.server.account.LogIn;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.account.Role;
import org.uketsuke.server.account.SessionStore;
import org.uketsuke.server.account.Sessions;
import org.uketsuke.server.account.SetUp;
import org.uketsuke.server.attempt.AttemptStore;
import org.uketsuke.server.attempt.Attempts;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.booth.BoothKeys;
import org.uketsuke.server.booth.BoothRoutes;
import org.uketsuke.server.booth.BoothStaffing;
import org.uketsuke.server.enrolment.Agendas;
import org.uketsuke.server.enrolment.Doors;
import org.uketsuke.server.enrolment.Enrolment;
import org.uketsuke.server.enrolment.EnrolmentRoutes;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.enrolment.MeetingStore;
import org.uketsuke.server.ingest.EarlierBuilds;
import org.uketsuke.server.ingest.Ingest;
import org.uketsuke.server.ingest.JournalRoutes;
import org.uketsuke.server.ingest.Replay;
import org.uketsuke.server.ingest.RosterRefresh;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.office.OfficeRoutes;
import org.uketsuke.server.office.SessionsRoutes;
import org.uketsuke.server.office.UploadRoutes;
import org.uketsuke.server.roster.RosterKeeper;
import org.uketsuke.server.roster.RosterRoutes;
import org.uketsuke.server.roster.Rosters;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.Answers;
import org.uketsuke.server.web.Assets;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.KioskGate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.SignedRequests;
import org.uketsuke.server.web.WebServer;

/** The central server, wired by hand: read this to see what it is made of. */
public final class SyncServer implements AutoCloseable {
    private final WebServer web;
    private final Ingest ingest;
    private final Supplier<RosterKeeper> keeper;
    private final String address;
    private final Optional<String> setUpLink;
    private final List<Route> routes;
    private Optional<RosterKeeper> keeping = Optional.empty();

    private SyncServer(
            WebServer web,
            Ingest ingest,
            Supplier<RosterKeeper> keeper,
            String address,
            Optional<String> setUpLink,
            List<Route> routes) {
        this.web = web;
        this.ingest = ingest;
        this.keeper = keeper;
        this.address = address;
        this.setUpLink = setUpLink;
        this.routes = routes;
    }

    /**
     * Where to listen.
     *
     * @param host address to bind
     * @param port 0 for any that is free
     * @param address how callers know the server
     * @param rosterFolder where roster snapshots are kept; they can always be made again
     */
    public record Setting(String host, int port, PublicAddress address, Path rosterFolder) {}

    /**
     * Starts the server over an open database, which stays the caller's.
     *
     * @throws IOException if the port cannot be had
     */
    public static SyncServer start(Storage storage, Setting setting, Clock clock, SecureRandom random)
            throws IOException {
        Audit audit = new Audit(new AuditStore(storage), clock);
        Attempts attempts = new Attempts(new AttemptStore(storage), clock);
        Pages pages = new Pages();
        ServerKeys keys = ServerKeys.of(storage, random);
        Rosters rosters = new Rosters(storage, setting.rosterFolder(), keys.rosterSigner(), clock);
        RosterRefresh refresh = (handle, society, meeting, now) -> rosters.refreshed(handle, society, meeting);
        new EarlierBuilds(storage, new Replay(storage, clock, keys, refresh), audit).bringUpToDate();
        Ingest ingest = new Ingest(storage, clock, keys, refresh);
        Office office = Office.over(storage, setting.address(), pages, audit, attempts, clock, random);
        Gate clerk = office.front().gate(Role.CLERK);
        List<Route> routes = new ArrayList<>(Assets.routes());
        routes.addAll(office.routes());
        routes.addAll(new OfficeRoutes(storage, pages, audit).routes(clerk));
        routes.addAll(new UploadRoutes(ingest, pages, audit).routes(clerk));
        KioskStore kiosks = new KioskStore(storage);
        SignedRequests signatures = new SignedRequests(setting.address(), Ed25519::holds, clock);
        Gate kiosk = KioskGate.standing(signatures, kiosks);
        Gate revokedToo = KioskGate.revokedToo(signatures, kiosks);
        Enrolment enrolment = enrolment(storage, office.boothKeys(), attempts, audit, clock, random);
        routes.addAll(new EnrolmentRoutes(enrolment, keys, setting.address(), clock)
                .routes(KioskGate.newKey(signatures), kiosk));
        routes.addAll(new RosterRoutes(rosters, clock, keys.epoch()).routes(kiosk));
        routes.addAll(new JournalRoutes(ingest).routes(revokedToo, revokedToo));
        WebServer web = WebServer.start(
                new WebServer.Setting(
                        setting.host(),
                        setting.port(),
                        setting.address(),
                        clock,
                        new Answers(pages, random),
                        office.front()::askLogIn),
                routes);
        String address = setting.address().configured().orElse("http://" + setting.host() + ":" + web.port());
        Optional<String> link = office.setUp().firstLink().map(path -> address + path);
        return new SyncServer(
                web, ingest, () -> RosterKeeper.start(storage, rosters, clock), address, link, List.copyOf(routes));
    }

    private static Enrolment enrolment(
            Storage storage, BoothKeys keys, Attempts attempts, Audit audit, Clock clock, SecureRandom random) {
        return new Enrolment(
                new KioskStore(storage),
                new MeetingStore(storage),
                new Agendas(storage),
                keys,
                attempts,
                audit,
                clock,
                random);
    }

    /** The office's part: people, their pages. */
    private record Office(AccountRoutes front, SetUp setUp, BoothKeys boothKeys, List<Route> routes) {
        static Office over(
                Storage storage,
                PublicAddress address,
                Pages pages,
                Audit audit,
                Attempts attempts,
                Clock clock,
                SecureRandom random) {
            AccountStore accounts = new AccountStore(storage);
            Passwords passwords = new Passwords(random);
            LogIn logIn = new LogIn(accounts, passwords, attempts, audit);
            SetUp setUp = new SetUp(accounts, passwords, audit, clock, random);
            Sessions sessions = new Sessions(new SessionStore(storage), clock, random);
            AccountRoutes front = new AccountRoutes(logIn, setUp, sessions, audit, pages, address, random);
            List<Route> routes = new ArrayList<>(front.routes());
            routes.addAll(
                    new AdministrationRoutes(accounts, front, logIn, setUp, passwords, audit, pages, address, clock)
                            .routes());
            BoothKeys boothKeys = new BoothKeys(storage, audit, random);
            BoothStaffing staffing = new BoothStaffing(storage, passwords, audit, clock, random);
            routes.addAll(
                    new BoothRoutes(storage, staffing, boothKeys, pages, audit).routes(front.gate(Role.ADMINISTRATOR)));
            routes.addAll(new SessionsRoutes(storage, new Doors(storage, audit), pages)
                    .routes(front.gate(Role.CLERK), front.gate(Role.ADMINISTRATOR)));
            return new Office(front, setUp, boothKeys, routes);
        }
    }

    /** Begins to make rosters ahead of the kiosks that will ask for them. */
    public void keepRosters() {
        if (keeping.isEmpty()) {
            keeping = Optional.of(keeper.get());
        }
    }

    /** The office's address, for people. */
    public String address() {
        return address;
    }

    /** The port that the server listens on. */
    public int port() {
        return web.port();
    }

    /** The one-time link with which the first administrator makes an account; empty once there is one. */
    public Optional<String> setUpLink() {
        return setUpLink;
    }

    /** Every address that the server answers, with its gate. */
    public List<Route> routes() {
        return routes;
    }

    /** Stops, after the requests under way were answered. */
    @Override
    public void close() {
        web.close();
        ingest.close();
        keeping.ifPresent(RosterKeeper::close);
    }
}
