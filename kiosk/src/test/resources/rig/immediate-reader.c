/*
 * A reader driver for pcscd (IFD handler 3.0) whose card and firmware are played over TCP, for tests that the stock virtual
 * reader cannot serve: it reports a card the moment it comes or goes instead of every 400 ms, and it passes commands for the
 * reader itself (light, buzzer) on.
 *
 *   PORT      the card: same frames as vsmartcard's vpcd. A connection is a card in the field.
 *   PORT + 1  the reader's firmware: the same frames, one answer for each command.
 *
 * A frame is two bytes of length, big endian, and the payload. Payloads of one byte to a card are power off (0), power on
 * (1), reset (2), and "send your answer to reset" (4); only the last has an answer. It listens on the loopback only.
 */
#define _GNU_SOURCE
#include <PCSC/ifdhandler.h>
#include <PCSC/reader.h>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READERS_MAX = 16, FRAME_MAX = 65535, NO_SOCKET = -1 };
enum { POWER_OFF = 0, POWER_ON = 1, RESET = 2, SEND_ATR = 4 };

struct reader {
	int used;
	DWORD lun;
	int card_door;
	int firmware_door;
	int card;
	int firmware;
	UCHAR atr[MAX_ATR_SIZE];
	DWORD atr_length;
};

static struct reader readers[READERS_MAX];

static struct reader *find(DWORD lun)
{
	for (int i = 0; i < READERS_MAX; i++) {
		if (readers[i].used && readers[i].lun == lun) {
			return &readers[i];
		}
	}
	return NULL;
}

static void drop(int *socket)
{
	if (*socket != NO_SOCKET) {
		close(*socket);
	}
	*socket = NO_SOCKET;
}

static int listen_on(int port)
{
	int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int yes = 1;
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(door, (struct sockaddr *)&address, sizeof address) != 0 || listen(door, 4) != 0) {
		drop(&door);
	}
	return door;
}

/* Takes a connection if one waits. */
static int take(int door)
{
	struct pollfd waiting = { .fd = door, .events = POLLIN };
	int yes = 1;

	if (poll(&waiting, 1, 0) <= 0) {
		return NO_SOCKET;
	}
	int taken = accept4(door, NULL, NULL, SOCK_CLOEXEC);
	if (taken >= 0) {
		setsockopt(taken, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	}
	return taken;
}

/* Whether the other end is still there; drops the socket when it is not. */
static int alive(int *socket)
{
	char byte;

	if (*socket == NO_SOCKET) {
		return 0;
	}
	ssize_t peeked = recv(*socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
	struct pollfd state = { .fd = *socket, .events = POLLRDHUP };
	poll(&state, 1, 0);
	if (peeked == 0 || (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) {
		drop(socket);
	}
	return *socket != NO_SOCKET;
}

static int send_frame(int socket, const UCHAR *payload, size_t length)
{
	UCHAR frame[FRAME_MAX + 2];

	if (length > FRAME_MAX) {
		return -1;
	}
	frame[0] = length >> 8;
	frame[1] = length & 0xFF;
	memcpy(frame + 2, payload, length);
	return send(socket, frame, length + 2, MSG_NOSIGNAL) == (ssize_t)(length + 2) ? 0 : -1;
}

/* Length of the frame, or -1. */
static int receive_frame(int socket, UCHAR *payload, size_t max)
{
	UCHAR header[2];

	if (recv(socket, header, 2, MSG_WAITALL) != 2) {
		return -1;
	}
	size_t length = (size_t)header[0] << 8 | header[1];
	if (length > max || (length > 0 && recv(socket, payload, length, MSG_WAITALL) != (ssize_t)length)) {
		return -1;
	}
	return (int)length;
}

static int send_control(int card, UCHAR control)
{
	return send_frame(card, &control, 1);
}

/* Called by pcscd in a thread of its own: sleeps until something happens to the card, so that events are immediate. */
static RESPONSECODE wait_for_event(DWORD lun, int timeout_ms)
{
	struct reader *reader = find(lun);

	if (reader == NULL) {
		return IFD_NO_SUCH_DEVICE;
	}
	int has_card = reader->card != NO_SOCKET;
	struct pollfd event = {
		.fd = has_card ? reader->card : reader->card_door,
		.events = has_card ? POLLRDHUP : POLLIN
	};
	poll(&event, 1, timeout_ms < 0 || timeout_ms > 1000 ? 1000 : timeout_ms);
	return IFD_SUCCESS;
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD port)
{
	struct reader *reader = NULL;

	for (int i = 0; i < READERS_MAX && reader == NULL; i++) {
		reader = readers[i].used ? NULL : &readers[i];
	}
	if (reader == NULL) {
		return IFD_COMMUNICATION_ERROR;
	}
	*reader = (struct reader) { .lun = lun, .card = NO_SOCKET, .firmware = NO_SOCKET };
	reader->card_door = listen_on(port);
	reader->firmware_door = listen_on(port + 1);
	if (reader->card_door == NO_SOCKET || reader->firmware_door == NO_SOCKET) {
		drop(&reader->card_door);
		drop(&reader->firmware_door);
		return IFD_COMMUNICATION_ERROR;
	}
	reader->used = 1;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device)
{
	const char *colon = strrchr(device, ':');

	return colon == NULL ? IFD_NO_SUCH_DEVICE : IFDHCreateChannel(lun, strtoul(colon + 1, NULL, 10));
}

RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	struct reader *reader = find(lun);

	if (reader != NULL) {
		reader->used = 0;
		drop(&reader->card);
		drop(&reader->firmware);
		drop(&reader->card_door);
		drop(&reader->firmware_door);
	}
	return IFD_SUCCESS;
}

static RESPONSECODE give(PUCHAR value, PDWORD length, const void *what, DWORD size)
{
	if (*length < size) {
		return IFD_ERROR_INSUFFICIENT_BUFFER;
	}
	memcpy(value, what, size);
	*length = size;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
	struct reader *reader = find(lun);
	UCHAR one = 1;
	UCHAR many = READERS_MAX;
	RESPONSECODE (*wait)(DWORD, int) = wait_for_event;

	if (reader == NULL) {
		return IFD_NO_SUCH_DEVICE;
	}
	switch (tag) {
	case TAG_IFD_ATR:
	case SCARD_ATTR_ATR_STRING:
		return give(value, length, reader->atr, reader->atr_length);
	case TAG_IFD_SLOTS_NUMBER:
	case TAG_IFD_THREAD_SAFE:
	case TAG_IFD_SLOT_THREAD_SAFE:
		return give(value, length, &one, 1);
	case TAG_IFD_SIMULTANEOUS_ACCESS:
		return give(value, length, &many, 1);
	case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
		return give(value, length, &wait, sizeof wait);
	default:
		*length = 0;
		return IFD_ERROR_TAG;
	}
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
	(void)lun, (void)tag, (void)length, (void)value;
	return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3)
{
	(void)lun, (void)protocol, (void)flags, (void)pts1, (void)pts2, (void)pts3;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD atr_length)
{
	struct reader *reader = find(lun);

	*atr_length = 0;
	if (reader == NULL) {
		return IFD_NO_SUCH_DEVICE;
	}
	if (action == IFD_POWER_DOWN) {
		reader->atr_length = 0;
		if (reader->card != NO_SOCKET) {
			send_control(reader->card, POWER_OFF);
		}
		return IFD_SUCCESS;
	}
	int length = -1;
	if (reader->card != NO_SOCKET
		&& send_control(reader->card, action == IFD_RESET ? RESET : POWER_ON) == 0
		&& send_control(reader->card, SEND_ATR) == 0) {
		length = receive_frame(reader->card, reader->atr, sizeof reader->atr);
	}
	if (length <= 0) {
		return IFD_ERROR_POWER_ACTION;
	}
	reader->atr_length = length;
	memcpy(atr, reader->atr, length);
	*atr_length = length;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send_header, PUCHAR command, DWORD command_length,
	PUCHAR answer, PDWORD answer_length, PSCARD_IO_HEADER receive_header)
{
	struct reader *reader = find(lun);
	DWORD max = *answer_length;

	*answer_length = 0;
	if (reader == NULL || reader->card == NO_SOCKET) {
		return IFD_ICC_NOT_PRESENT;
	}
	int length = send_frame(reader->card, command, command_length) == 0
		? receive_frame(reader->card, answer, max) : -1;
	if (length < 2) {
		drop(&reader->card);
		return IFD_COMMUNICATION_ERROR;
	}
	*answer_length = length;
	if (receive_header != NULL) {
		receive_header->Protocol = send_header.Protocol;
	}
	return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR command, DWORD command_length, PUCHAR answer, DWORD max,
	LPDWORD answer_length)
{
	struct reader *reader = find(lun);

	*answer_length = 0;
	if (reader == NULL) {
		return IFD_NO_SUCH_DEVICE;
	}
	if (code != SCARD_CTL_CODE(1)) {
		return IFD_ERROR_NOT_SUPPORTED;
	}
	if (!alive(&reader->firmware)) {
		reader->firmware = take(reader->firmware_door);
	}
	if (reader->firmware == NO_SOCKET) {
		return IFD_ERROR_NOT_SUPPORTED;
	}
	int length = send_frame(reader->firmware, command, command_length) == 0
		? receive_frame(reader->firmware, answer, max) : -1;
	if (length < 0) {
		drop(&reader->firmware);
		return IFD_COMMUNICATION_ERROR;
	}
	*answer_length = length;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHICCPresence(DWORD lun)
{
	struct reader *reader = find(lun);

	if (reader == NULL) {
		return IFD_NO_SUCH_DEVICE;
	}
	if (reader->card != NO_SOCKET) {
		/* a swap is told as a removal first */
		return alive(&reader->card) ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
	}
	reader->card = take(reader->card_door);
	return reader->card != NO_SOCKET ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
