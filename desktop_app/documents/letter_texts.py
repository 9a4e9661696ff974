"""Wording of the official letters, in one place, with named blanks (DOMAIN 3 no. 1, 8.4)."""

from __future__ import annotations

REFERENCE = "Menindaklanjuti surat Saudara {number}tanggal {dated} hal {subject}, "
NOTICE_OPENING = "dengan ini disampaikan jadwal pelaksanaan training sebagai berikut:"
NOTICE_ALONE = "Dengan ini disampaikan jadwal pelaksanaan training sebagai berikut:"
CONFIRM = "Mohon konfirmasi kehadiran paling lambat {by} kepada {to}."
RULES = "Peserta harus mengikuti jadwal dan ketentuan yang berlaku di LPSE."
THANKS = "Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih."
CHANGE_OPENING = "Bersama ini disampaikan bahwa jadwal training {topic} mengalami perubahan karena {reason}."
CHANGE_OLD = "Jadwal semula:"
CHANGE_NEW = "Jadwal menjadi:"
CHANGE_LATER = "Jadwal pengganti akan disampaikan kemudian. Pendaftaran Saudara tetap berlaku dan didahulukan."
CHANGE_SORRY = "Atas perubahan ini kami mohon maaf."
CANCEL_OPENING = "Bersama ini disampaikan bahwa training berikut dibatalkan karena {reason}:"
CANCEL_FOLLOW = "Permohonan Saudara tetap tercatat dan dijadwalkan kembali dengan urutan semula."
POSTPONE_OPENING = "Bersama ini disampaikan bahwa training berikut ditunda karena {reason}:"
RELEASE_OPENING = (
    "Sampai batas konfirmasi{by} kami belum menerima jawaban dari {count} orang peserta Saudara untuk training "
    "berikut, sehingga kursinya dilepaskan bagi peserta lain:"
)
RELEASE_AGAIN = (
    "Peserta yang masih berminat dipersilakan menghubungi Helpdesk LPSE{contact}. Permohonan berikutnya dijadwalkan "
    "menurut urutan dan ketersediaan kursi."
)
REJECT_OPENING = "kami sampaikan bahwa permohonan tersebut belum dapat dipenuhi karena {reason}."
COVER_OPENING = "Bersama ini disampaikan:"
COVER_RECEIVED = "Diterima tanggal {blank}"
ATTACHED_PEOPLE = "{count} orang (daftar terlampir)"
PEOPLE = "{count} orang"
LIST_TITLE = "DAFTAR PESERTA"
EMPTY_NUMBER = "." * 36
EMPTY_DATE = "." * 26
