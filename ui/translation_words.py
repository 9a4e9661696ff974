"""The table behind ``ui.translation``: Qt's English without mnemonics, and what a clerk reads instead."""

from __future__ import annotations

from typing import Final

_BUTTONS: Final = """
OK = OK
Cancel = Batal
Yes = Ya
Yes to All = Ya untuk semua
No = Tidak
No to All = Tidak untuk semua
Save = Simpan
Save All = Simpan semua
Close = Tutup
Close without Saving = Tutup tanpa menyimpan
Open = Buka
Delete = Hapus
Apply = Terapkan
Reset = Atur ulang
Restore Defaults = Kembalikan ke bawaan
Help = Bantuan
Retry = Coba lagi
Ignore = Abaikan
Abort = Hentikan
Discard = Buang
Don't Save = Jangan simpan
Show Details… = Tampilkan rincian…
Hide Details… = Sembunyikan rincian…
Don't Use = Jangan pakai
"""

_EDITING: Final = """
Undo = Urungkan
Redo = Ulangi
Cut = Potong
Copy = Salin
Copy Link Location = Salin alamat tautan
Paste = Tempel
Delete = Hapus
Clear = Kosongkan
Select All = Pilih semua
Insert Unicode control character = Sisipkan karakter kendali Unicode
Step up = Tambah
Step down = Kurangi
Insert = Sisipkan
Increase = Tambah
Decrease = Kurangi
"""

_FILES: Final = """
Look in: = Cari di:
File name: = Nama berkas:
Files of type: = Jenis berkas:
Directory: = Folder:
File = Berkas
File Folder = Folder
Folder = Folder
Alias = Alias
Shortcut = Pintasan
Drive = Diska
Unknown = Tidak dikenal
My Computer = Komputer ini
Computer = Komputer
Name = Nama
Size = Ukuran
Kind = Jenis
Type = Jenis
Date Modified = Tanggal diubah
Back = Kembali
Go back = Kembali
Forward = Maju
Go forward = Maju
Parent Directory = Folder di atas
Go to the parent directory = Ke folder di atas
Create New Folder = Buat folder baru
Create a New Folder = Buat folder baru
New Folder = Folder baru
List View = Tampilan daftar
Change to list view mode = Ganti ke tampilan daftar
Detail View = Tampilan rinci
Change to detail view mode = Ganti ke tampilan rinci
Sidebar = Bilah samping
List of places and bookmarks = Daftar tempat
Files = Berkas
Rename = Ganti nama
Remove = Singkirkan
Show hidden files = Tampilkan berkas tersembunyi
Show = Tampilkan
Choose = Pilih
All Files (*) = Semua berkas (*)
All files (*.*) = Semua berkas (*.*)
All Files (*.*) = Semua berkas (*.*)
Directories = Folder
Find Directory = Cari folder
Save As = Simpan sebagai
Recent Places = Tempat terakhir
Warning = Perhatian
%1 already exists.\\nDo you want to replace it? = %1 sudah ada.\\nGanti dengan yang baru?
%1\\nFile not found.\\nPlease verify the correct file name was given. = %1\\nBerkas tidak ditemukan. Periksa namanya.
%1\\nDirectory not found.\\nPlease verify the correct directory name was given. = %1\\nFolder tidak ditemukan. Periksa namanya.
'%1' is write protected.\\nDo you want to delete it anyway? = "%1" dilindungi. Tetap hapus?
Are you sure you want to delete '%1'? = Hapus "%1"?
Could not delete directory. = Folder tidak dapat dihapus.
"""  # noqa: E501

_PRINTING: Final = """
Print = Cetak
Print… = Cetak…
Print to File (PDF) = Cetak ke berkas (PDF)
Printer = Pencetak
Printer: = Pencetak:
Properties = Sifat
Options >> = Pilihan >>
Options << = Pilihan <<
Options = Pilihan
Location: = Lokasi:
Preview = Pratinjau
Type: = Jenis:
Output file: = Berkas hasil:
Print range = Halaman yang dicetak
Print all = Cetak semua
Pages from = Halaman dari
Pages = Halaman
Page = Halaman
to = sampai
Current Page = Halaman ini
Selection = Bagian terpilih
Output Settings = Pengaturan hasil
Copies: = Rangkap:
Copies = Rangkap
Collate = Urut per rangkap
Reverse = Urutan terbalik
Color Mode = Warna
Color = Berwarna
Grayscale = Hitam putih
Duplex Printing = Cetak dua sisi
None = Tidak
Long side = Sisi panjang
Short side = Sisi pendek
Page Setup = Pengaturan halaman
Paper = Kertas
Page size: = Ukuran kertas:
Width: = Lebar:
Height: = Tinggi:
Paper source: = Sumber kertas:
Orientation = Arah
Portrait = Tegak
Landscape = Mendatar
Reverse portrait = Tegak terbalik
Reverse landscape = Mendatar terbalik
Margins = Tepi
top margin = tepi atas
left margin = tepi kiri
right margin = tepi kanan
bottom margin = tepi bawah
Custom = Khusus
Print Preview = Pratinjau cetak
Next page = Halaman berikutnya
Previous page = Halaman sebelumnya
First page = Halaman pertama
Last page = Halaman terakhir
Fit width = Selebar jendela
Fit page = Satu halaman
Zoom in = Perbesar
Zoom out = Perkecil
Show single page = Satu halaman
Show facing pages = Dua halaman
Show overview of all pages = Semua halaman
"""

_WINDOWS: Final = """
Restore = Pulihkan
Move = Pindahkan
Minimize = Kecilkan
Maximize = Besarkan
Menu = Menu
Stay on Top = Selalu di depan
Close Tab = Tutup tab
Scroll Left = Gulir ke kiri
Scroll Right = Gulir ke kanan
Previous Month = Bulan sebelumnya
Next Month = Bulan berikutnya
Scroll here = Gulir ke sini
Top = Paling atas
Bottom = Paling bawah
Left edge = Tepi kiri
Right edge = Tepi kanan
Page up = Satu layar ke atas
Page down = Satu layar ke bawah
Page left = Satu layar ke kiri
Page right = Satu layar ke kanan
Scroll up = Gulir ke atas
Scroll down = Gulir ke bawah
Scroll left = Gulir ke kiri
Scroll right = Gulir ke kanan
Press = Tekan
Toggle = Ganti
Check = Centang
Uncheck = Hapus centang
Open… = Buka…
Execute = Jalankan
Go Back = Kembali
Commit = Simpan
Done = Selesai
Finish = Selesai
Next = Lanjut
Quit = Keluar
"""


def _read(*tables: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for line in "\n".join(tables).split("\n"):
        if " = " in line:
            source, target = line.split(" = ", 1)
            words[source.replace("\\n", "\n")] = target.replace("\\n", "\n")
    return words


WORDS: Final[dict[str, str]] = _read(_BUTTONS, _EDITING, _FILES, _PRINTING, _WINDOWS)
